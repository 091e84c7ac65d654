"""Linking an improvement to further stages, touchpoints, groups, and to what has to be done before it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import links
from feedback.backlog.rules import dependencies
from feedback.db import db
from feedback.errors import NotFound, message
from feedback.journeys import queries as journeys
from feedback.names import refusal
from feedback.stakeholders.queries import groups as stakeholders


def link(row: Improvement, kind: str, wanted: Collection[UUID]) -> None:
    """Link the improvement to exactly these: kind is stages, touchpoints, groups or needs. NotFound, Invalid."""
    asked = set(wanted) - ({row.stage_id} if kind == "stages" else set())
    fresh = asked - links.linked(row.id, kind)
    _known(row, kind, fresh)
    column = links.COLUMNS[kind]
    model: Any = column.class_
    db.session.execute(delete(model).where(model.improvement_id == row.id, column.not_in(asked)))
    add(row, kind, fresh)


def add(row: Improvement, kind: str, fresh: Collection[UUID]) -> None:
    """Link these too, which are known and not linked yet."""
    column = links.COLUMNS[kind]
    model: Any = column.class_
    db.session.add_all(model(**{"improvement_id": row.id, column.key: other}) for other in sorted(fresh, key=str))
    db.session.flush()


def _known(row: Improvement, kind: str, wanted: Collection[UUID]) -> None:
    """Only what is new is asked about: a link to something archived meanwhile may stay."""
    if not set(wanted) <= _there(kind):
        raise NotFound()
    if kind == "needs" and dependencies.circles(links.every("needs"), row.id, wanted):
        raise refusal("needs", message("That would go round in a circle: one of them waits for this one already."))


def _there(kind: str) -> set[UUID]:
    if kind == "groups":
        return {group.id for group in stakeholders.groups()}
    if kind == "needs":
        return {one.id for one in queries.improvements()}
    stages = journeys.all_stages()
    return {stage.id for stage in stages} if kind == "stages" else {one.id for at in stages for one in at.touchpoints}
