"""Every read of the variants: the ways different personas take through the journey."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from feedback.db import db
from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.models import Stage, Variant
from feedback.stakeholders.models import Persona


def of_journey(journey_id: UUID) -> list[Variant]:
    """The variants of a journey in order, with their stages: two reads."""
    wanted = select(Variant).where(Variant.journey_id == journey_id).options(selectinload(Variant.stages))
    return list(db.session.scalars(wanted.order_by(Variant.position, Variant.code)))


def variants() -> list[Variant]:
    """The variants of the current journey; none where there is no journey."""
    journey = queries.journey()
    return of_journey(journey.id) if journey else []


def variant(code: str) -> Variant:
    """The variant of the current journey with this code; NotFound."""
    found = next((one for one in variants() if one.code == code), None)
    if found is None:
        raise NotFound()
    return found


def stages_of(variant: Variant) -> list[Stage]:
    """The stages of the map that the variant goes through, in its order, with their touchpoints; no retired ones."""
    there = {stage.id: stage for stage in queries.stages()}
    return [there[one.stage_id] for one in variant.stages if one.stage_id in there]


def personas() -> list[Persona]:
    """Whom a variant may be of, in order; archived ones too, for naming what was drawn."""
    return list(db.session.scalars(select(Persona).order_by(Persona.position, Persona.code)))


def persona_with_code(code: str) -> Persona | None:
    return db.session.scalar(select(Persona).where(Persona.code == code))
