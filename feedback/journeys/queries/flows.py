"""Every read of the key flows: the paths that must end well."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from feedback.db import db
from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.models import KeyFlow, Touchpoint


def flows() -> list[KeyFlow]:
    """The key flows of the current journey in order, with their steps: three reads."""
    current = queries.journey()
    wanted = select(KeyFlow).options(selectinload(KeyFlow.steps))
    wanted = wanted.where(KeyFlow.journey_id == (current.id if current else None))
    return list(db.session.scalars(wanted.order_by(KeyFlow.position, KeyFlow.code)))


def flow(code: str) -> KeyFlow:
    """One key flow of the current journey; NotFound."""
    found = next((one for one in flows() if one.code == code), None)
    if found is None:
        raise NotFound()
    return found


def codes(journey_id: UUID) -> set[str]:
    """Every code of a flow that is taken in a journey."""
    return set(db.session.scalars(select(KeyFlow.code).where(KeyFlow.journey_id == journey_id)))


def touchpoints() -> Mapping[UUID, Touchpoint]:
    """Every touchpoint of the stages in use by its id, in the order of the journey; each knows its stage."""
    return {point.id: point for stage in queries.stages() for point in stage.touchpoints}
