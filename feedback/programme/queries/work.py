"""Every read about the work on improvements."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from feedback.backlog.models import Improvement
from feedback.db import db
from feedback.errors import NotFound
from feedback.programme import rules
from feedback.programme.models import CheckItem, Implementation, Milestone

Part = TypeVar("Part", Milestone, CheckItem)
LISTED = (*rules.AGREED, rules.DONE)


def all_work() -> list[Improvement]:
    """Improvements decided, in progress and done, those with the nearest date first: two reads."""
    wanted = select(Improvement).where(Improvement.status.in_(LISTED))
    return list(
        db.session.scalars(wanted.order_by(Improvement.due_on.is_(None), Improvement.due_on, Improvement.number))
    )


def implementations() -> dict[UUID, Implementation]:
    """Improvement -> how its implementation goes, with milestones and check-list: three reads."""
    rows = db.session.scalars(_whole())
    return {row.improvement_id: row for row in rows}


def implementation(improvement_id: UUID) -> Implementation | None:
    """How the implementation of one improvement goes; None before anything of it was planned."""
    found: Implementation | None = db.session.scalar(_whole().where(Implementation.improvement_id == improvement_id))
    return found


def _whole() -> Select[Implementation]:
    return select(Implementation).options(selectinload(Implementation.milestones), selectinload(Implementation.checks))


def milestone(improvement_id: UUID, milestone_id: UUID) -> Milestone:
    """One milestone of the work on one improvement; NotFound."""
    return _part(Milestone, improvement_id, milestone_id)


def check(improvement_id: UUID, check_id: UUID) -> CheckItem:
    """One line of the check-list of one improvement; NotFound."""
    return _part(CheckItem, improvement_id, check_id)


def _part(kind: type[Part], improvement_id: UUID, part_id: UUID) -> Part:
    wanted = select(kind).join(Implementation, Implementation.id == kind.implementation_id)
    found = db.session.scalar(wanted.where(Implementation.improvement_id == improvement_id, kind.id == part_id))
    if found is None:
        raise NotFound()
    return found


def unfinished_yes() -> list[Improvement]:
    """Every yes without somebody in charge or without a date: what step 6 still wants."""
    wanted = select(Improvement).where(
        Improvement.status.in_(rules.AGREED), Improvement.owner_id.is_(None) | Improvement.due_on.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(Improvement.number)))
