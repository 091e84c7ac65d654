"""The journey as its JSON file has it: what `reader` reads back, and what versions keep.

Every part of the file has its own function here; what a thing does not say is left out of the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from feedback.journeys import queries
from feedback.journeys.models import Journey, Stage, Touchpoint, Variant
from feedback.journeys.queries import functions, layers, variants

Codes = Mapping[UUID, str]


def document(journey: Journey) -> dict[str, Any]:
    """The stages in use in order with all that stands behind them, lenses, flows, personas, variants: bounded reads."""
    stages = [stage for stage in queries.stages_of(journey.id) if stage.retired_at is None]
    areas = {one.id: one.code for one in functions.all_functions()}
    codes = {stage.id: stage.code for stage in stages}
    ways = variants.of_journey(journey.id)
    personas = {one.id: one.code for one in variants.personas()} if ways else {}
    behind = layers.of_stages(stages)
    drawn = {
        "code": journey.code,
        "name": journey.name,
        "stages": [{**_stage(stage, areas), **behind.get(stage.id, {})} for stage in stages],
        "variants": [_variant(one, codes, personas) for one in ways],
        **layers.of_journey(journey, stages),
    }
    return {name: value for name, value in drawn.items() if value or name == "stages"}


def written(journey: Journey) -> bytes:
    """The file itself, UTF-8, with line breaks for people who compare two of them."""
    return (json.dumps(document(journey), ensure_ascii=False, indent=2) + "\n").encode()


def _stage(stage: Stage, areas: Codes) -> dict[str, Any]:
    touchpoints = sorted(stage.touchpoints, key=lambda one: (one.position, one.code))
    said = {
        "goal": stage.goal,
        "assumed_feeling": stage.assumed_feeling,
        "trigger": stage.trigger,
        "before_contact": stage.before_contact,
        "lasts_minutes": stage.lasts_minutes,
        "step": stage.step,
        "touchpoints": [_touchpoint(one, areas) for one in touchpoints],
    }
    return {"code": stage.code, "name": stage.name, "silent": stage.silent, **_said(said)}


def _touchpoint(touchpoint: Touchpoint, areas: Codes) -> dict[str, Any]:
    said = {
        "dimension": touchpoint.dimension,
        "moment": touchpoint.moment,
        "function": areas.get(touchpoint.function_id) if touchpoint.function_id else None,
    }
    return {"code": touchpoint.code, "name": touchpoint.name, "channel": touchpoint.channel, **_said(said)}


def _variant(variant: Variant, codes: Codes, personas: Codes) -> dict[str, Any]:
    stages = [codes[one.stage_id] for one in variant.stages if one.stage_id in codes]
    persona = personas.get(variant.persona_id) if variant.persona_id else None
    return {"code": variant.code, "name": variant.name, **_said({"persona": persona}), "stages": stages}


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}
