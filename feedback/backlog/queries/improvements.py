"""Improvements and the decisions on them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from feedback.backlog.models import (
    Decision,
    Improvement,
    ImprovementDependency,
    ImprovementGroup,
    ImprovementRemark,
    ImprovementStage,
    ImprovementTouchpoint,
)
from feedback.backlog.rules import status
from feedback.backlog.rules.scope import FOUNDATION
from feedback.db import db, find
from feedback.errors import NotFound


def improvements() -> list[Improvement]:
    """Every improvement that stands for itself, with its themes, by number: two reads."""
    return list(db.session.scalars(_standing().order_by(Improvement.number)))


def numbered(numbers: Collection[int]) -> list[Improvement]:
    """The improvements with these numbers that stand for themselves, with their themes."""
    return list(db.session.scalars(_standing().where(Improvement.number.in_(numbers))))


def all_improvements() -> list[Improvement]:
    """Those merged into others too."""
    return list(db.session.scalars(select(Improvement).order_by(Improvement.number)))


def _standing() -> Select[Any]:
    return select(Improvement).where(Improvement.merged_into_id.is_(None))


def improvement(number: int) -> Improvement:
    """The improvement of this organisation with that number; NotFound."""
    found = db.session.scalar(select(Improvement).where(Improvement.number == number))
    if found is None:
        raise NotFound()
    return found


def improvement_with_id(improvement_id: UUID) -> Improvement:
    """One improvement by id; NotFound."""
    return find(Improvement, improvement_id)


def ids_of(numbers: Collection[int]) -> dict[int, UUID]:
    """Number -> id, of the improvements with these numbers that stand for themselves: one read."""
    rows = db.session.execute(
        select(Improvement.number, Improvement.id).where(
            Improvement.number.in_(numbers), Improvement.merged_into_id.is_(None)
        )
    )
    return {number: key for number, key in rows}


def locked(improvement_id: UUID) -> Improvement:
    """The improvement, for a change that nobody else makes at the same time."""
    return db.session.scalars(select(Improvement).where(Improvement.id == improvement_id).with_for_update()).one()


def with_status(statuses: Collection[str]) -> list[Improvement]:
    """Improvements that stand so, by number."""
    wanted = _standing().where(Improvement.status.in_(statuses)).order_by(Improvement.number)
    return list(db.session.scalars(wanted))


def foundations() -> list[Improvement]:
    """What only the sponsor decides, what waits for it first: two reads."""
    rows = list(db.session.scalars(_standing().where(Improvement.scope == FOUNDATION).order_by(Improvement.number)))
    return sorted(rows, key=lambda row: status.STATUSES.index(row.status))


def next_number() -> int:
    """The number after the highest there is."""
    return 1 + (db.session.scalar(select(func.max(Improvement.number))) or 0)


def theme_ids(row: Improvement) -> frozenset[UUID]:
    """The themes an improvement acts on: of a merged one, the one that holds its sentences."""
    return frozenset(link.holder_id for link in row.themes)


def decisions(improvement_id: UUID) -> list[Decision]:
    """What was decided on one improvement, the newest first."""
    wanted = select(Decision).where(Decision.improvement_id == improvement_id)
    return list(db.session.scalars(wanted.order_by(Decision.decided_at.desc(), Decision.id)))


def newest_decisions(improvement_ids: Collection[UUID]) -> dict[UUID, Decision]:
    """Improvement -> the newest decision on it: one read."""
    wanted = select(Decision).where(Decision.improvement_id.in_(improvement_ids)).order_by(Decision.decided_at)
    return {row.improvement_id: row for row in db.session.scalars(wanted)}


def decided_ids() -> frozenset[UUID]:
    """Improvements on which anything was ever decided."""
    return frozenset(db.session.scalars(select(Decision.improvement_id).distinct()))


def undecided(rows: Collection[Improvement]) -> list[Improvement]:
    """Those that still wait for a decision."""
    return [row for row in rows if row.status in (status.PROPOSED, status.OPEN)]


def touched() -> frozenset[UUID]:
    """Improvements that somebody linked, or said something about: they are no longer only the analysis's."""
    models = (ImprovementStage, ImprovementTouchpoint, ImprovementGroup, ImprovementDependency, ImprovementRemark)
    columns = [*(model.improvement_id for model in models), ImprovementDependency.needs_id]
    return frozenset(one for column in columns for one in db.session.scalars(select(column)))
