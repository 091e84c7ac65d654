"""What the organisation wants to reach with its improvements."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from feedback.accounts.actions import record
from feedback.backlog.models import Improvement, Objective
from feedback.backlog.queries import objectives
from feedback.db import Texts, db
from feedback.names import texts_of
from feedback.permissions import Access


def add_objective(*, name: Texts, by: Access | None = None) -> Objective:
    """A new objective; Invalid."""
    row = Objective(name=texts_of("name", name))
    db.session.add(row)
    db.session.flush()
    record(by, "objective.added", str(row.id))
    return row


def rename_objective(objective_id: UUID, *, name: Texts, by: Access | None = None) -> Objective:
    """Another name; Invalid, NotFound."""
    row = objectives.objective(objective_id)
    row.name = texts_of("name", name)
    record(by, "objective.renamed", str(row.id))
    return row


def remove_objective(objective_id: UUID, *, by: Access | None = None) -> None:
    """Forget it: its improvements stay, without it. Decisions keep the name they were made under."""
    row = objectives.objective(objective_id)
    db.session.execute(update(Improvement).where(Improvement.objective_id == row.id).values(objective_id=None))
    record(by, "objective.removed", str(row.id))
    db.session.delete(row)
