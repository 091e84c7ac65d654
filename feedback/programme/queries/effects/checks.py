"""Effect checks as they were registered, and what was worked on beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement
from feedback.db import db
from feedback.journeys.queries.lineage import lineage
from feedback.programme.models import EffectCheck, Implementation
from feedback.programme.rules.effects import Done
from feedback.programme.rules.work import DECIDED


def by_improvement() -> Mapping[UUID, EffectCheck]:
    """Improvement -> its effect check: two reads."""
    return {row.improvement_id: row for row in db.session.scalars(select(EffectCheck))}


def check_of(improvement_id: UUID) -> EffectCheck | None:
    """The effect check of one improvement; None where none is registered."""
    return db.session.scalar(select(EffectCheck).where(EffectCheck.improvement_id == improvement_id))


def work_on(improvement_id: UUID) -> Done:
    """When the work on an improvement started and was finished."""
    wanted = select(Implementation.starts_on, Implementation.done_on)
    found = db.session.execute(wanted.where(Implementation.improvement_id == improvement_id)).one_or_none()
    return Done(*found) if found else Done()


def works() -> Mapping[UUID, Done]:
    """Improvement -> when its work started, whether or not it was put back since, and was finished: one read."""
    wanted = select(Implementation.improvement_id, Implementation.starts_on, Implementation.done_on)
    return {improvement: Done(started, done) for improvement, started, done in db.session.execute(wanted)}


def planned_at(apart: UUID) -> Mapping[UUID, Collection[int]]:
    """Stage -> numbers of the other improvements that were decided and not begun yet: work that will touch it."""
    wanted = select(Improvement.stage_id, Improvement.number).where(Improvement.id != apart)
    rows: Any = db.session.execute(
        wanted.where(Improvement.status == DECIDED, Improvement.stage_id.is_not(None)).order_by(Improvement.number)
    )
    return _at_stages(rows)


def worked_on(apart: UUID, since: date, until: date | None = None) -> Mapping[UUID, Collection[int]]:
    """Stage -> numbers of the other improvements that were worked on there in these days, as far as it is known."""
    wanted = (
        select(Improvement.stage_id, Improvement.number)
        .join(Implementation, Implementation.improvement_id == Improvement.id)
        .where(Improvement.id != apart, Improvement.stage_id.is_not(None), Implementation.starts_on.is_not(None))
        .where(Implementation.done_on.is_(None) | (Implementation.done_on >= since))
        .order_by(Improvement.number)
    )
    if until is not None:
        wanted = wanted.where(Implementation.starts_on <= until)
    rows: Any = db.session.execute(wanted)
    return _at_stages(rows)


def _at_stages(rows: Iterable[tuple[UUID, int]]) -> Mapping[UUID, Collection[int]]:
    known = lineage()
    found: dict[UUID, list[int]] = {}
    for stage_id, number in rows:
        found.setdefault(known.standing(stage_id), []).append(number)
    return found
