"""Every write of the journey as drawn; what comes from files is in `importing`."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.db import Texts, db, find, now
from feedback.errors import Conflict, message
from feedback.journeys import queries, rules
from feedback.journeys.actions import versions
from feedback.journeys.models import BlueprintItem, BusinessFunction, Journey, Stage, Touchpoint
from feedback.journeys.rules import steps
from feedback.journeys.rules.details import StageDetails, TouchpointDetails
from feedback.names import code_of, free_code, refusal, texts_of
from feedback.permissions import Access

Placed = TypeVar("Placed", Stage, Touchpoint)


def create_journey(*, name: Texts, code: str | None = None, by: Access | None = None) -> Journey:
    """The organisation's journey, without a stage yet; Conflict where there is one already."""
    if queries.journey() is not None:
        raise Conflict(message("There is a journey already. Change that one, or import another from a file."))
    cleaned = texts_of("name", name)
    journey = Journey(code=_code(code, cleaned, (), "journey"), name=cleaned)
    _keep(journey)
    record(by, "journey.created", journey.code)
    return journey


def _code(typed: str | None, name: Texts, taken: Container[str], otherwise: str) -> str:
    if not typed:
        return free_code(next(iter(name.values())), taken, otherwise)
    if (code := code_of(typed)) in taken:
        raise refusal("code", message("The code “%(code)s” is taken.", code=code))
    return code


def _keep(row: Journey | Stage | Touchpoint) -> None:
    """Two people may give the same code at once; the database lets one of them have it."""
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("The code “%(code)s” is taken.", code=row.code)) from error


def rename_journey(journey: Journey, *, name: Texts) -> Journey:
    journey.name = texts_of("name", name)
    return journey


def add_stage(
    journey: Journey,
    *,
    name: Texts,
    goal: Texts | None = None,
    silent: bool = False,
    assumed_feeling: float | None = None,
    details: StageDetails | None = None,
    code: str | None = None,
    by: Access | None = None,
) -> Stage:
    """A new stage at the end of the journey; Invalid at the field that cannot be."""
    versions.begin(journey)
    cleaned = texts_of("name", name)
    there = queries.stages_of(journey.id)
    rules.room_for_one(len(there), rules.MOST_STAGES)
    stage = Stage(
        journey_id=journey.id,
        code=_code(code, cleaned, queries.stage_codes(), "stage"),
        name=cleaned,
        goal=_goal(goal),
        silent=silent,
        assumed_feeling=rules.feeling_of(assumed_feeling),
        position=_last(there) + 1,
    )
    _detail(stage, details)
    _keep(stage)
    versions.keep(journey, versions.ADDED, by=by)
    return stage


def _detail(stage: Stage, details: StageDetails | None) -> None:
    """Where no details are given, what was said stays."""
    if details is None:
        return
    said = details.checked()
    stage.trigger, stage.before_contact = dict(said.trigger), said.before_contact
    stage.lasts_minutes, stage.step = said.lasts_minutes, steps.step_of(said.step)


def _goal(goal: Texts | None) -> Texts:
    return texts_of("goal", goal or {}, most=rules.LONGEST_GOAL, required=False)


def _last(rows: Sequence[Placed]) -> int:
    return max((row.position for row in rows), default=0)


def change_stage(
    stage: Stage,
    *,
    name: Texts,
    goal: Texts,
    silent: bool,
    assumed_feeling: float | None,
    details: StageDetails | None = None,
    by: Access | None = None,
) -> Stage:
    """Another name, goal or feeling. The stage stays the same one: what was said about it stays with it."""
    cleaned = texts_of("name", name)
    act = versions.CHANGED if cleaned == stage.name else versions.RENAMED
    with versions.changing(stage.journey, act, by=by):
        stage.name = cleaned
        stage.goal = _goal(goal)
        stage.silent = silent
        stage.assumed_feeling = rules.feeling_of(assumed_feeling)
        _detail(stage, details)
    return stage


def move_stage(stage: Stage, *, direction: str, by: Access | None = None) -> Stage:
    """One place up or down among the stages in use."""
    with versions.changing(stage.journey, versions.MOVED, by=by):
        there = queries.stages_of(stage.journey_id)
        in_use = [one for one in there if one.retired_at is None]
        if stage in in_use:
            number(rules.moved(in_use, stage, direction))
    return stage


def number(rows: Sequence[Placed]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position


def retire_stage(stage: Stage, *, by: Access | None = None) -> Stage:
    """Take a stage off the map; what was said about it stays in the past. Doing it twice changes nothing."""
    if stage.retired_at is None:
        with versions.changing(stage.journey, versions.RETIRED, by=by):
            stage.retired_at = now()
        record(by, "stage.retired", stage.code)
    return stage


def restore_stage(stage: Stage, *, by: Access | None = None) -> Stage:
    """Bring a retired stage back, at the end of the journey; where it went on as others, it does so no longer."""
    if stage.retired_at is not None:
        with versions.changing(stage.journey, versions.RESTORED, by=by):
            there = queries.stages_of(stage.journey_id)
            stage.retired_at, stage.position = None, _last(there) + 1
            versions.come_back([stage])
        record(by, "stage.restored", stage.code)
    return stage


def add_touchpoint(
    stage: Stage,
    *,
    name: Texts,
    channel: str,
    details: TouchpointDetails | None = None,
    function_id: UUID | None = None,
    code: str | None = None,
) -> Touchpoint:
    """A contact at the end of a stage; Invalid at the field that cannot be."""
    cleaned = texts_of("name", name)
    there = stage.touchpoints
    rules.room_for_one(len(there), rules.MOST_TOUCHPOINTS)
    touchpoint = Touchpoint(
        stage=stage,
        code=_code(code, cleaned, {one.code for one in there}, "touchpoint"),
        name=cleaned,
        channel=rules.channel_of(channel),
        position=_last(there) + 1,
    )
    _say(touchpoint, details, function_id)
    _keep(touchpoint)
    return touchpoint


def _say(touchpoint: Touchpoint, details: TouchpointDetails | None, function_id: UUID | None) -> None:
    """Where no details are given, what was said stays."""
    if details is not None:
        said = details.checked()
        touchpoint.dimension, touchpoint.moment = said.dimension, said.moment
        touchpoint.function_id = find(BusinessFunction, function_id).id if function_id else None


def change_touchpoint(
    touchpoint: Touchpoint,
    *,
    name: Texts,
    channel: str,
    details: TouchpointDetails | None = None,
    function_id: UUID | None = None,
) -> Touchpoint:
    touchpoint.name = texts_of("name", name)
    touchpoint.channel = rules.channel_of(channel)
    _say(touchpoint, details, function_id)
    return touchpoint


def move_touchpoint(touchpoint: Touchpoint, *, direction: str) -> Touchpoint:
    """One place up or down in its stage."""
    number(rules.moved(touchpoint.stage.touchpoints, touchpoint, direction))
    return touchpoint


def remove_touchpoint(touchpoint: Touchpoint) -> None:
    """Take a contact out of the drawing; what was drawn behind it stays, behind its stage as a whole."""
    behind = update(BlueprintItem).where(BlueprintItem.touchpoint_id == touchpoint.id)
    db.session.execute(behind.values(touchpoint_id=None))
    db.session.delete(touchpoint)
