"""Every read of the versions: how the drawing was, from one change of its stages to the next."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.errors import NotFound
from feedback.journeys.models import Journey, JourneyVersion


def versions(journey: Journey) -> list[JourneyVersion]:
    """Every version, the newest first: one read."""
    wanted = select(JourneyVersion).where(JourneyVersion.journey_id == journey.id)
    return list(db.session.scalars(wanted.order_by(JourneyVersion.number.desc())))


def newest(journey_id: UUID) -> JourneyVersion | None:
    wanted = select(JourneyVersion).where(JourneyVersion.journey_id == journey_id)
    return db.session.scalar(wanted.order_by(JourneyVersion.number.desc()).limit(1))


def version(journey: Journey, number: int) -> JourneyVersion:
    """One version of a journey by its number; NotFound."""
    wanted = select(JourneyVersion).where(JourneyVersion.journey_id == journey.id, JourneyVersion.number == number)
    if (found := db.session.scalar(wanted)) is None:
        raise NotFound()
    return found
