"""What an improvement is linked to besides its themes: stages, touchpoints, groups, and other improvements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from feedback.backlog.models import (
    Improvement,
    ImprovementDependency,
    ImprovementGroup,
    ImprovementStage,
    ImprovementTouchpoint,
)
from feedback.db import db

COLUMNS: Mapping[str, InstrumentedAttribute[UUID]] = {
    "stages": ImprovementStage.stage_id,
    "touchpoints": ImprovementTouchpoint.touchpoint_id,
    "groups": ImprovementGroup.group_id,
    "needs": ImprovementDependency.needs_id,
}
"""Kind of link -> the column that says what is linked."""


@dataclass(frozen=True)
class Links:
    """Ids of what an improvement is linked to."""

    stages: frozenset[UUID] = frozenset()
    touchpoints: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    needs: frozenset[UUID] = frozenset()


def links(improvement_id: UUID) -> Links:
    """What one improvement is linked to: four reads."""
    return Links(**{kind: linked(improvement_id, kind) for kind in COLUMNS})


def linked(improvement_id: UUID, kind: str) -> frozenset[UUID]:
    """Ids an improvement is linked to by one kind of link."""
    column = COLUMNS[kind]
    owner: Any = column.class_
    return frozenset(db.session.scalars(select(column).where(owner.improvement_id == improvement_id)))


def every(kind: str) -> dict[UUID, frozenset[UUID]]:
    """Improvement -> ids it is linked to by one kind of link: one read."""
    column, found = COLUMNS[kind], defaultdict[UUID, set[UUID]](set)
    owner: Any = column.class_
    for improvement_id, other in db.session.execute(select(owner.improvement_id, column)):
        found[improvement_id].add(other)
    return {key: frozenset(others) for key, others in found.items()}


def before(improvement_id: UUID) -> list[Improvement]:
    """Improvements that have to be done before this one, by number."""
    return _joined(ImprovementDependency.needs_id, ImprovementDependency.improvement_id == improvement_id)


def after(improvement_id: UUID) -> list[Improvement]:
    """Improvements that wait for this one, by number."""
    return _joined(ImprovementDependency.improvement_id, ImprovementDependency.needs_id == improvement_id)


def _joined(column: Any, which: Any) -> list[Improvement]:
    wanted = select(Improvement).join(ImprovementDependency, column == Improvement.id)
    standing = wanted.where(which, Improvement.merged_into_id.is_(None))
    return list(db.session.scalars(standing.order_by(Improvement.number)))
