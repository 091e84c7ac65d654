"""Cycles: runs of the six steps."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.cocreation.models import Cycle, CycleWave
from feedback.db import db


def current() -> Cycle | None:
    """The cycle that is under way: the newest that was not closed."""
    wanted = select(Cycle).where(Cycle.closed_at.is_(None)).order_by(Cycle.created_at.desc(), Cycle.id).limit(1)
    return db.session.scalar(wanted)


def closed() -> list[Cycle]:
    """Earlier cycles, the newest first."""
    wanted = select(Cycle).where(Cycle.closed_at.is_not(None))
    return list(db.session.scalars(wanted.order_by(Cycle.starts_on.desc(), Cycle.id)))


def waves_of(cycle_id: UUID) -> frozenset[UUID]:
    """The rounds of asking that belong to a cycle."""
    return frozenset(db.session.scalars(select(CycleWave.wave_id).where(CycleWave.cycle_id == cycle_id)))
