"""Every read of issues in trackers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from feedback.db import db, find
from feedback.programme.issues.rules import OPENED, WAITING
from feedback.programme.models import TrackedIssue

MOST_DUE = 200
"""Issues that one round of a minute takes up, over all organisations."""


def issues_of(improvement_id: UUID) -> list[TrackedIssue]:
    """Every issue about an improvement with its tracker, the newest first: one read."""
    wanted = select(TrackedIssue).where(TrackedIssue.improvement_id == improvement_id)
    return list(db.session.scalars(wanted.order_by(TrackedIssue.created_at.desc(), TrackedIssue.id)))


def by_improvement() -> Mapping[UUID, Sequence[TrackedIssue]]:
    """Improvement -> what was opened about it, in the order it was opened: one read."""
    found: dict[UUID, list[TrackedIssue]] = defaultdict(list)
    wanted = select(TrackedIssue).where(TrackedIssue.state == OPENED)
    for row in db.session.scalars(wanted.order_by(TrackedIssue.opened_at, TrackedIssue.id)):
        found[row.improvement_id].append(row)
    return found


def opened_about(improvement_id: UUID) -> list[TrackedIssue]:
    """What was opened about one improvement, in the order it was opened."""
    wanted = select(TrackedIssue).where(TrackedIssue.improvement_id == improvement_id, TrackedIssue.state == OPENED)
    return list(db.session.scalars(wanted.order_by(TrackedIssue.opened_at, TrackedIssue.id)))


def issue(issue_id: UUID) -> TrackedIssue:
    """One issue of this organisation; NotFound."""
    return find(TrackedIssue, issue_id)


def known(issue_id: UUID) -> TrackedIssue | None:
    """An issue that was written already; None where it was not."""
    return db.session.scalar(select(TrackedIssue).where(TrackedIssue.id == issue_id))


def locked(issue_id: UUID) -> TrackedIssue | None:
    """An issue that nobody else writes meanwhile; None where it was discarded, or somebody has it."""
    wanted = select(TrackedIssue).where(TrackedIssue.id == issue_id).options(lazyload(TrackedIssue.tracker))
    return db.session.scalar(wanted.with_for_update(skip_locked=True))


def due(moment: datetime) -> list[tuple[UUID, UUID]]:
    """(organisation, issue) of what is to be sent now; read without a wall."""
    wanted = select(TrackedIssue.organisation_id, TrackedIssue.id).where(
        TrackedIssue.state == WAITING, TrackedIssue.next_at <= moment
    )
    rows = db.session.execute(wanted.order_by(TrackedIssue.next_at).limit(MOST_DUE))
    return [(organisation_id, issue_id) for organisation_id, issue_id in rows]
