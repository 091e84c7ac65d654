"""Taking over what a file says of stages, touchpoints and variants; what it does not say stays as it was drawn."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from feedback.db import db
from feedback.errors import Message, message
from feedback.journeys import queries
from feedback.journeys.actions.handing_over import follow
from feedback.journeys.models import BusinessFunction, Journey, Stage, Variant
from feedback.journeys.queries import variants as drawn
from feedback.journeys.reader import Drawing
from feedback.journeys.saying import DrawnVariant, StageSays

Note = tuple[str, Message]


def take_stage(stage: Stage, says: StageSays) -> None:
    """What a stage says of itself."""
    stage.trigger = {**(stage.trigger or {}), **(says.trigger or {})}
    for name in ("before_contact", "lasts_minutes", "step"):
        if (value := getattr(says, name)) is not None:
            setattr(stage, name, value)


def take(drawing: Drawing) -> list[Note]:
    """What the touchpoints say; their areas are there by now. What refers to an area that is not is noted."""
    areas = {code: row_id for code, row_id in db.session.execute(select(BusinessFunction.code, BusinessFunction.id))}
    rows = {stage.code: stage for stage in queries.stages_named([one.code for one in drawing.stages])}
    notes: list[Note] = []
    for stage in drawing.stages:
        there = {one.code: one for one in rows[stage.code].touchpoints}
        for one in stage.touchpoints:
            touchpoint, says = there[one.code], one.says
            touchpoint.dimension = touchpoint.dimension if says.dimension is None else says.dimension
            touchpoint.moment = touchpoint.moment if says.moment is None else says.moment
            if says.function in areas:
                touchpoint.function_id = areas[says.function]
            elif says.function:
                unknown = message("There is no area “%(code)s”.", code=says.function)
                notes.append((f"stages.{stage.code}.touchpoints.{one.code}", unknown))
    db.session.flush()
    return notes


def take_variants(journey: Journey, variants: Sequence[DrawnVariant]) -> list[Note]:
    """The variants of the file, after those there are; one with the same code is the same one."""
    there = {one.code: one for one in drawn.of_journey(journey.id)}
    stages = {stage.code: stage.id for stage in queries.stages_of(journey.id)}
    notes: list[Note] = []
    for position, one in enumerate(variants, start=1 + len(there)):
        persona = drawn.persona_with_code(one.persona) if one.persona else None
        if one.persona and persona is None:
            notes.append((f"variants.{one.code}", message("There is no persona “%(code)s”.", code=one.persona)))
        row = there.get(one.code) or Variant(journey_id=journey.id, code=one.code, name={}, position=position)
        row.name = {**row.name, **one.name}
        row.persona_id = persona.id if persona else row.persona_id
        db.session.add(row)
        db.session.flush()
        follow(row, [stages[code] for code in one.stages])
    return notes
