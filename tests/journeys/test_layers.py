"""What a journey file says behind its stages, and what is wrong in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedback.errors import Invalid
from feedback.journeys.layers import DrawnItem, Layers, StageLayers
from feedback.journeys.reader import Drawing, read

STAGE: dict[str, Any] = {"code": "stay", "name": {"es": "Estancia"}, "touchpoints": []}
ITEM: dict[str, Any] = {"kind": "wait", "text": {"es": "Cola"}, "minutes": 12}


def drawn(stage: dict[str, Any] | None = None, **parts: Any) -> Drawing:
    file = {"code": "hotel", "name": {"es": "Hotel"}, "stages": [STAGE | (stage or {})], **parts}
    return read(json.dumps(file).encode())


def test_a_file_of_stages_alone_has_no_layers() -> None:
    assert drawn().layers == Layers()


def test_what_stands_behind_a_stage() -> None:
    found = drawn({"blueprint": [ITEM]}, functions=[{"code": "care", "name": {"es": "Atención"}}])
    wait = DrawnItem("", "wait", {"es": "Cola"}, "", "", {}, "", {}, {}, 12)
    assert found.layers.stages == {"stay": StageLayers(blueprint=(wait,))}
    assert found.layers.functions == (("care", {"es": "Atención"}),)
    assert found.notes == ()


@pytest.mark.parametrize(
    ("stage", "parts", "path"),
    [
        ({"roles": [{"function": "care", "part": "watches"}]}, {}, "stages[0].roles[0].part"),
        ({"roles": {}}, {}, "stages[0].roles"),
        ({"blueprint": [ITEM | {"kind": "dance"}]}, {}, "stages[0].blueprint[0].kind"),
        ({"blueprint": [ITEM | {"minutes": "soon"}]}, {}, "stages[0].blueprint[0].minutes"),
        ({"blueprint": [ITEM | {"text": {}}]}, {}, "stages[0].blueprint[0].text"),
        ({"claims": [{"text": {"es": "Sí"}, "value": True}]}, {}, "stages[0].claims[0].value"),
        ({}, {"functions": [{"code": "no good", "name": {"es": "X"}}]}, "functions[0].code"),
        ({}, {"lenses": []}, "lenses"),
        ({}, {"lenses": {"goal": [{"code": "framing", "stages": [3]}]}}, "lenses.goal[0].stages[0]"),
        ({}, {"flows": [{"code": "x", "name": {"es": "X"}, "touchpoints": ["stay"]}]}, "flows[0].touchpoints[0]"),
        ({}, {"tool_links": [{"from": "a", "to": "b", "integration": "magic"}]}, "tool_links[0].integration"),
        (
            {},
            {"personas": [{"code": "p", "group": "g", "name": {"es": "P"}, "lines": [{"kind": "need", "text": 1}]}]},
            "personas[0].lines[0].text",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_path(stage: dict[str, Any], parts: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        drawn(stage, **parts)
    assert path in refused.value.fields


def test_what_is_not_known_is_noted_and_left_out() -> None:
    found = drawn({"blueprint": [ITEM | {"mood": "bad"}]}, lenses={"kaleidoscope": []})
    assert [path for path, _ in found.notes] == ["stages[0].blueprint[0].mood", "lenses.kaleidoscope"]
