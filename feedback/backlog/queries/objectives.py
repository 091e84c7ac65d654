"""What the organisation wants to reach."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from feedback.backlog.models import Improvement, Objective
from feedback.db import db, find


def objectives() -> list[Objective]:
    """Every objective, the oldest first: one read."""
    return list(db.session.scalars(select(Objective).order_by(Objective.created_at, Objective.id)))


def objective(objective_id: UUID) -> Objective:
    """One objective of this organisation; NotFound."""
    return find(Objective, objective_id)


def served() -> dict[UUID, int]:
    """Objective -> how many improvements serve it."""
    wanted = select(Improvement.objective_id, func.count()).where(Improvement.merged_into_id.is_(None))
    rows = db.session.execute(wanted.group_by(Improvement.objective_id))
    return {objective_id: count for objective_id, count in rows if objective_id is not None}
