"""Every read of issues in trackers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import lazyload

from feedback.accounts.models import Tracker
from feedback.db import db, find
from feedback.programme.issues.rules import CLOSED, OPENED, WAITING
from feedback.programme.models import TrackedIssue

MOST_DUE = 200
"""Issues that one round of a minute takes up, over all organisations."""
EVERY = timedelta(days=1)
"""How often a tracker is asked by itself which of its issues were closed."""
MOST_ASKED = 50
"""Issues that one tracker is asked about then; those that were asked about longest ago come first."""


def issues_of(improvement_id: UUID) -> list[TrackedIssue]:
    """Every issue about an improvement with its tracker, the newest first: one read."""
    wanted = select(TrackedIssue).where(TrackedIssue.improvement_id == improvement_id)
    return list(db.session.scalars(wanted.order_by(TrackedIssue.created_at.desc(), TrackedIssue.id)))


def all_issues() -> list[TrackedIssue]:
    """Every issue with its tracker, whatever became of it: one read."""
    return list(db.session.scalars(select(TrackedIssue)))


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


def _to_look_at(moment: datetime) -> ColumnElement[bool]:
    """Opened, not known to be closed there, and not asked about for a day."""
    asked = func.coalesce(TrackedIssue.there_at, TrackedIssue.opened_at)
    return and_(TrackedIssue.state == OPENED, TrackedIssue.there != CLOSED, asked <= moment - EVERY)


def to_look_at(tracker_id: UUID, moment: datetime) -> list[TrackedIssue]:
    """Issues of a tracker to ask about now, those that were asked about longest ago first."""
    wanted = select(TrackedIssue).where(TrackedIssue.tracker_id == tracker_id, _to_look_at(moment))
    oldest = func.coalesce(TrackedIssue.there_at, TrackedIssue.opened_at)
    return list(db.session.scalars(wanted.order_by(oldest, TrackedIssue.id).limit(MOST_ASKED)))


def trackers_to_ask(moment: datetime) -> list[tuple[UUID, UUID]]:
    """(organisation, tracker) to ask now, none of them more than once a day; read without a wall."""
    asked = func.coalesce(Tracker.tried_at, Tracker.created_at)
    wanted = (
        select(Tracker.organisation_id, Tracker.id)
        .where(Tracker.removed_at.is_(None), asked <= moment - EVERY)
        .where(select(TrackedIssue.id).where(TrackedIssue.tracker_id == Tracker.id, _to_look_at(moment)).exists())
    )
    rows = db.session.execute(wanted.order_by(asked, Tracker.id).limit(MOST_DUE))
    return [(organisation_id, tracker_id) for organisation_id, tracker_id in rows]
