"""Effect checks as they were registered, and what was worked on beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement
from feedback.db import db
from feedback.journeys.queries.lineage import lineage
from feedback.programme.models import EffectCheck, Implementation
from feedback.programme.rules.effects import Done


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


def worked_on(apart: UUID, since: date, until: date | None = None) -> Mapping[UUID, Collection[int]]:
    """Stage -> numbers of the other improvements that were worked on there in these days, as far as it is known."""
    known = lineage()
    wanted = (
        select(Improvement.stage_id, Improvement.number)
        .join(Implementation, Implementation.improvement_id == Improvement.id)
        .where(Improvement.id != apart, Improvement.stage_id.is_not(None), Implementation.starts_on.is_not(None))
        .where(Implementation.done_on.is_(None) | (Implementation.done_on >= since))
        .order_by(Improvement.number)
    )
    if until is not None:
        wanted = wanted.where(Implementation.starts_on <= until)
    found: dict[UUID, list[int]] = {}
    rows: Any = db.session.execute(wanted)
    for stage_id, number in rows:
        found.setdefault(known.standing(stage_id), []).append(number)
    return found
