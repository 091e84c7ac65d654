"""Every read of the programme."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from feedback.accounts.models import Organisation
from feedback.backlog.models import Improvement
from feedback.db import db, everywhere, find
from feedback.errors import NotFound
from feedback.journeys.queries.lineage import lineage
from feedback.programme import rules
from feedback.programme.models import Implementation, Milestone, Notice

LISTED = (*rules.AGREED, rules.DONE)


def work() -> list[Improvement]:
    """Improvements decided, in progress and done, those with the nearest date first: two reads."""
    wanted = select(Improvement).where(Improvement.status.in_(LISTED))
    return list(
        db.session.scalars(wanted.order_by(Improvement.due_on.is_(None), Improvement.due_on, Improvement.number))
    )


def implementations() -> dict[UUID, Implementation]:
    """Improvement -> how its implementation goes, with milestones: two reads."""
    rows = db.session.scalars(select(Implementation).options(selectinload(Implementation.milestones)))
    return {row.improvement_id: row for row in rows}


def implementation(improvement_id: UUID) -> Implementation | None:
    """How the implementation of one improvement goes; None before it was started."""
    wanted = select(Implementation).where(Implementation.improvement_id == improvement_id)
    found: Implementation | None = db.session.scalar(wanted.options(selectinload(Implementation.milestones)))
    return found


def milestone(implementation_id: UUID, milestone_id: UUID) -> Milestone:
    """One milestone of one implementation; NotFound."""
    wanted = select(Milestone).where(Milestone.implementation_id == implementation_id, Milestone.id == milestone_id)
    if (found := db.session.scalar(wanted)) is None:
        raise NotFound()
    return found


def unfinished_yes() -> list[Improvement]:
    """Every yes without somebody in charge or without a date: what step 6 still wants."""
    wanted = select(Improvement).where(
        Improvement.status.in_(rules.AGREED), Improvement.owner_id.is_(None) | Improvement.due_on.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(Improvement.number)))


def notices() -> list[Notice]:
    """Every notice, drafts first, then the newest published."""
    order = (Notice.published_at.is_not(None), Notice.published_at.desc(), Notice.created_at.desc(), Notice.id)
    return list(db.session.scalars(select(Notice).order_by(*order)))


def notice(notice_id: UUID | None) -> Notice:
    """One notice of this organisation; NotFound."""
    return find(Notice, notice_id)


def published() -> list[tuple[Notice, Improvement]]:
    """What everyone may read, the newest first, with the improvement it is about."""
    wanted = (
        select(Notice, Improvement)
        .join(Improvement, Improvement.id == Notice.improvement_id)
        .where(Notice.published_at.is_not(None))
        .order_by(Notice.published_at.desc(), Notice.id)
    )
    return [(one, about) for one, about in db.session.execute(wanted)]


def published_about(stage_ids: Collection[UUID]) -> list[tuple[Notice, Improvement]]:
    """What everyone may read about improvements at these stages, the newest first."""
    known = lineage()
    wanted = {known.standing(one) for one in stage_ids}
    return [(one, about) for one, about in published() if about.stage_id and known.standing(about.stage_id) in wanted]


def organisation_with_code(code: str) -> Organisation:
    """The organisation a public address names; NotFound. Nobody is signed in there, so no wall is set yet."""
    with everywhere():
        found = db.session.scalar(select(Organisation).where(Organisation.code == code))
    if found is None:
        raise NotFound()
    return found
