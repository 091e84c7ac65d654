"""Taking over a journey from a file: what has the same code is the same thing, and keeps its row."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.accounts.actions import record
from feedback.db import db
from feedback.errors import Invalid, message
from feedback.journeys import queries
from feedback.journeys.actions import layers, said, versions
from feedback.journeys.actions.layers import Note
from feedback.journeys.models import Journey, Stage, Touchpoint
from feedback.journeys.reader import Drawing, DrawnStage, DrawnTouchpoint
from feedback.permissions import Access


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; stages by their codes, in order."""

    journey: Journey
    added: tuple[str, ...]
    updated: tuple[str, ...]
    kept: tuple[str, ...]
    """Stages the file does not name: they stay, after those of the file."""
    notes: tuple[Note, ...] = ()
    """What refers to something that is not there, by its path."""


def import_journey(drawing: Drawing, *, by: Access | None = None) -> Imported:
    """Make or update the journey with the file's code; importing the same file again changes nothing.

    Names are added language by language. Stages the file names again come back into use.
    """
    layers.take_functions(drawing.layers.functions, by=by)
    journey = _journey(drawing)
    versions.begin(journey)
    there = {stage.code: stage for stage in queries.stages_of(queries.locked(journey.id).id)}
    drawn = [stage.code for stage in drawing.stages]
    _refuse_others([code for code in drawn if code not in there])
    for position, stage in enumerate(drawing.stages, start=1):
        _take_stage(journey, there.get(stage.code), stage, position)
    kept = [code for code in there if code not in drawn]
    for position, code in enumerate(kept, start=len(drawn) + 1):
        there[code].position = position
    db.session.flush()
    db.session.expire(journey, ["stages"])
    notes = [*said.take(drawing), *layers.take(journey, drawing.layers, by=by)]
    notes += said.take_variants(journey, drawing.variants)
    versions.imported(journey, by=by)
    added = tuple(code for code in drawn if code not in there)
    record(by, "journey.imported", journey.code, {"added": len(added), "updated": len(drawn) - len(added)})
    return Imported(journey, added, tuple(code for code in drawn if code in there), tuple(kept), tuple(notes))


def _journey(drawing: Drawing) -> Journey:
    journey = queries.journey_with_code(drawing.code)
    if journey is None:
        journey = Journey(code=drawing.code, name=drawing.name)
        db.session.add(journey)
    else:
        journey.name = {**journey.name, **drawing.name}
    db.session.flush()
    return journey


def _refuse_others(codes: list[str]) -> None:
    taken = queries.stage_codes().intersection(codes)
    if taken:
        refused = message("These codes belong to stages of another journey: %(codes)s.", codes=", ".join(sorted(taken)))
        raise Invalid(refused)


def _take_stage(journey: Journey, stage: Stage | None, drawn: DrawnStage, position: int) -> None:
    if stage is None:
        stage = Stage(journey_id=journey.id, code=drawn.code, name={}, goal={}, silent=False, touchpoints=[])
        db.session.add(stage)
    stage.name = {**stage.name, **drawn.name}
    stage.goal = {**stage.goal, **(drawn.goal or {})}
    stage.silent = stage.silent if drawn.silent is None else drawn.silent
    stage.assumed_feeling = stage.assumed_feeling if drawn.assumed_feeling is None else drawn.assumed_feeling
    stage.position, stage.retired_at = position, None
    said.take_stage(stage, drawn.says)
    _take_touchpoints(stage, drawn.touchpoints)


def _take_touchpoints(stage: Stage, drawn: tuple[DrawnTouchpoint, ...]) -> None:
    there = {touchpoint.code: touchpoint for touchpoint in stage.touchpoints}
    codes = [touchpoint.code for touchpoint in drawn]
    for position, one in enumerate(drawn, start=1):
        touchpoint = there.get(one.code)
        if touchpoint is None:
            touchpoint = Touchpoint(code=one.code, name={}, channel=one.channel)
            stage.touchpoints.append(touchpoint)
        touchpoint.name = {**touchpoint.name, **one.name}
        touchpoint.channel, touchpoint.position = one.channel, position
    for position, code in enumerate([code for code in there if code not in codes], start=len(codes) + 1):
        there[code].position = position
