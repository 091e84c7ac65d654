"""What a journey file says of stages, touchpoints and variants."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedback.errors import Invalid
from feedback.journeys.reader import Drawing, read
from feedback.journeys.saying import DrawnVariant, StageSays, TouchpointSays

TOUCHPOINT = {"dimension": "digital", "moment": "end", "function": "care"}
STAGE = {"trigger": {"es": "Una fuga"}, "before_contact": True, "lasts_minutes": 90, "step": "need"}


def document(stage: dict[str, Any], touchpoint: dict[str, Any], **journey: Any) -> dict[str, Any]:
    contact = {"code": "call", "name": {"es": "Llamada"}, "channel": "phone", **touchpoint}
    stages = [{"code": "booking", "name": {"es": "Pedir"}, "touchpoints": [contact], **stage}]
    return {"code": "repair", "name": {"es": "Reparación"}, "stages": stages, **journey}


def drawn(stage: dict[str, Any], touchpoint: dict[str, Any], **journey: Any) -> Drawing:
    return read(json.dumps(document(stage, touchpoint, **journey)).encode())


def step() -> str:
    from feedback.journeys.rules import steps

    return steps.steps()[0].code


def test_what_is_said_is_read() -> None:
    drawing = drawn({**STAGE, "step": step()}, TOUCHPOINT)
    [stage] = drawing.stages
    assert stage.says == StageSays({"es": "Una fuga"}, True, 90, step())
    assert stage.touchpoints[0].says == TouchpointSays("digital", "end", "care")
    assert drawing.notes == ()


def test_what_is_not_said_is_nothing() -> None:
    drawing = drawn({}, {})
    assert (drawing.stages[0].says, drawing.stages[0].touchpoints[0].says) == (StageSays(), TouchpointSays())
    assert drawing.variants == ()


def test_variants_are_read_and_name_each_stage_once() -> None:
    variant = {"code": "short", "name": {"es": "Corta"}, "persona": "ana", "stages": ["booking", "booking"]}
    assert drawn({}, {}, variants=[variant]).variants == (DrawnVariant("short", {"es": "Corta"}, "ana", ("booking",)),)


@pytest.mark.parametrize(
    ("stage", "touchpoint", "journey", "path"),
    [
        ({"lasts_minutes": 0}, {}, {}, "stages[0].lasts_minutes"),
        ({"lasts_minutes": True}, {}, {}, "stages[0].lasts_minutes"),
        ({"lasts_minutes": "90"}, {}, {}, "stages[0].lasts_minutes"),
        ({"step": "dance"}, {}, {}, "stages[0].step"),
        ({"before_contact": 1}, {}, {}, "stages[0].before_contact"),
        ({"trigger": "a leak"}, {}, {}, "stages[0].trigger"),
        ({}, {"dimension": ["human"]}, {}, "stages[0].touchpoints[0].dimension"),
        ({}, {"moment": "later"}, {}, "stages[0].touchpoints[0].moment"),
        ({}, {"function": "no code"}, {}, "stages[0].touchpoints[0].function"),
        ({}, {}, {"variants": {}}, "variants"),
        ({}, {}, {"variants": [{"code": "a", "name": {"es": "A"}, "stages": ["moon"]}]}, "variants[0].stages[0]"),
        ({}, {}, {"variants": [{"code": "a", "name": {}, "stages": []}]}, "variants[0].name"),
    ],
)
def test_what_cannot_be_is_named_by_its_place(
    stage: dict[str, Any], touchpoint: dict[str, Any], journey: dict[str, Any], path: str
) -> None:
    with pytest.raises(Invalid) as refused:
        drawn(stage, touchpoint, **journey)
    assert list(refused.value.fields) == [path]
