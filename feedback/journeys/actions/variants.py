"""Every write of the variants of a journey."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import Texts, db, find
from feedback.errors import message
from feedback.journeys import queries, rules
from feedback.journeys.actions.handing_over import follow
from feedback.journeys.models import Journey, Variant
from feedback.journeys.queries import variants as drawn
from feedback.journeys.rules import variants as variant_rules
from feedback.names import free_code, refusal, texts_of
from feedback.permissions import Access
from feedback.stakeholders.models import Persona


def add_variant(
    journey: Journey,
    *,
    name: Texts,
    stages: Sequence[UUID],
    persona_id: UUID | None = None,
    by: Access | None = None,
) -> Variant:
    """A way through the journey: these of its stages, in this order; Invalid at the field that cannot be."""
    cleaned, order = texts_of("name", name), _order(journey.id, stages)
    there = drawn.of_journey(queries.locked(journey.id).id)
    rules.room_for_one(len(there), variant_rules.MOST_VARIANTS)
    made = Variant(
        journey_id=journey.id,
        persona_id=_persona(persona_id),
        code=free_code(next(iter(cleaned.values())), {one.code for one in there}, "variant"),
        name=cleaned,
        position=1 + max((one.position for one in there), default=0),
    )
    db.session.add(made)
    db.session.flush()
    follow(made, order)
    record(by, "variant.added", made.code)
    return made


def change_variant(variant: Variant, *, name: Texts, stages: Sequence[UUID], persona_id: UUID | None = None) -> Variant:
    """Another name, persona or way; its code stays."""
    cleaned = texts_of("name", name)
    order = _order(variant.journey_id, stages)
    variant.name, variant.persona_id = cleaned, _persona(persona_id)
    follow(variant, order)
    return variant


def remove_variant(variant: Variant, *, by: Access | None = None) -> None:
    """Take a way out of the drawing; its stages stay, and all that was said about them."""
    record(by, "variant.removed", variant.code)
    db.session.delete(variant)
    db.session.flush()


def _persona(persona_id: UUID | None) -> UUID | None:
    return find(Persona, persona_id).id if persona_id else None


def _order(journey_id: UUID, stages: Sequence[UUID]) -> list[UUID]:
    there = {one.id for one in queries.stages_of(journey_id) if one.retired_at is None}
    order = [one for one in dict.fromkeys(stages) if one in there]
    if not order:
        raise refusal("stages", message("Choose at least one stage."))
    return order
