"""A ready start: the twelve steps as the first stages of a journey, and the areas that do something at them."""

from __future__ import annotations

from collections.abc import Iterable

from feedback.db import db
from feedback.errors import Conflict, message
from feedback.journeys import queries
from feedback.journeys.actions import functions, versions
from feedback.journeys.models import Journey, Stage
from feedback.journeys.rules import steps as rules
from feedback.journeys.rules.steps import Step
from feedback.names import free_code
from feedback.permissions import Access


def begin(journey: Journey, *, areas: Iterable[str] | None = None, by: Access | None = None) -> list[Stage]:
    """Draw the twelve steps as stages of an empty journey and take the ready areas with these codes (all by default).

    Conflict where the journey has stages already.
    """
    if queries.stages_of(queries.locked(journey.id).id):
        raise Conflict(message("The journey has stages already. Draw the others one by one."))
    functions.ready(areas, by=by)
    taken = queries.stage_codes()
    with versions.changing(journey, versions.DRAWN, by=by):
        stages = [_stage(journey, one, taken, position) for position, one in enumerate(rules.steps(), start=1)]
        db.session.add_all(stages)
    return stages


def _stage(journey: Journey, step: Step, taken: set[str], position: int) -> Stage:
    """The step as a stage; another journey may have its code already."""
    return Stage(
        journey_id=journey.id,
        code=free_code(step.code, taken, step.code),
        name=dict(step.name),
        goal=dict(step.goal),
        silent=step.silent,
        before_contact=step.before,
        step=step.code,
        position=position,
    )
