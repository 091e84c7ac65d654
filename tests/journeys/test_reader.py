"""Reading a journey from a file."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedback
from feedback.errors import Invalid
from feedback.journeys import rules
from feedback.journeys.reader import LARGEST_FILE, MOST_FAULTS, Drawing, read

TOUCHPOINT = {"code": "call", "name": {"es": "Llamada"}, "channel": "phone"}
STAGE = {
    "code": "booking",
    "name": {"es": "Pedir", "en": "Booking"},
    "goal": {"es": "Tener cita"},
    "silent": False,
    "touchpoints": [TOUCHPOINT],
}
JOURNEY: dict[str, Any] = {"code": "repair", "name": {"es": "Reparación"}, "stages": [STAGE]}


def drawn(document: object) -> Drawing:
    return read(json.dumps(document).encode())


def faults(document: object) -> list[str]:
    with pytest.raises(Invalid) as refused:
        drawn(document)
    return list(refused.value.fields)


def changed(path: str, value: object) -> dict[str, Any]:
    """The journey with another value at one place, such as `stages.0.name`."""
    document = deepcopy(JOURNEY)
    place: Any = document
    *way, last = path.split(".")
    for part in way:
        place = place[int(part) if part.isdigit() else part]
    place[last] = value
    return document


def test_a_whole_journey_is_read() -> None:
    drawing = drawn(JOURNEY)
    [stage] = drawing.stages
    [touchpoint] = stage.touchpoints
    assert (drawing.code, drawing.name, drawing.notes) == ("repair", {"es": "Reparación"}, ())
    assert (stage.code, stage.name, stage.goal) == ("booking", {"es": "Pedir", "en": "Booking"}, {"es": "Tener cita"})
    assert (stage.silent, stage.assumed_feeling) == (False, None)
    assert (touchpoint.code, touchpoint.name, touchpoint.channel) == ("call", {"es": "Llamada"}, "phone")


def test_what_the_file_does_not_say_is_none() -> None:
    [stage] = drawn({**JOURNEY, "stages": [{"code": "a", "name": {"es": "A"}}]}).stages
    assert (stage.goal, stage.silent, stage.assumed_feeling, stage.touchpoints) == (None, None, None, ())


def test_the_journey_of_the_example_reads_without_a_fault() -> None:
    example = Path(feedback.__file__).parent / "cocreation" / "example" / "journey.json"
    assert drawn(json.loads(example.read_text("utf-8"))).notes == ()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("code", "", "code"),
        ("code", 7, "code"),
        ("name", "Reparación", "name"),
        ("name", {}, "name"),
        ("name", {"es": 1}, "name"),
        ("name", {"español": "R"}, "name"),
        ("name", {"es": "x" * 121}, "name"),
        ("stages", {}, "stages"),
        ("stages", [], "stages"),
        ("stages", [STAGE] * (rules.MOST_STAGES + 1), "stages"),
        ("stages", [7], "stages[0]"),
        ("stages.0.code", "a b", "stages[0].code"),
        ("stages.0.name", None, "stages[0].name"),
        ("stages.0.goal", {"es": "x" * 501}, "stages[0].goal"),
        ("stages.0.silent", "no", "stages[0].silent"),
        ("stages.0.assumed_feeling", 6, "stages[0].assumed_feeling"),
        ("stages.0.assumed_feeling", True, "stages[0].assumed_feeling"),
        ("stages.0.touchpoints", {}, "stages[0].touchpoints"),
        ("stages.0.touchpoints", [TOUCHPOINT, TOUCHPOINT], "stages[0].touchpoints[1].code"),
        ("stages.0.touchpoints.0.name", [], "stages[0].touchpoints[0].name"),
        ("stages.0.touchpoints.0.channel", None, "stages[0].touchpoints[0].channel"),
    ],
)
def test_every_wrong_place_has_its_path(path: str, value: object, fault: str) -> None:
    assert fault in faults(changed(path, value))


def test_a_stage_code_stands_once() -> None:
    assert faults({**JOURNEY, "stages": [STAGE, STAGE]}) == ["stages[1].code"]


def test_all_faults_are_told_at_once_but_not_hundreds() -> None:
    assert faults({**JOURNEY, "code": "", "stages": [{}]}) == ["code", "stages[0].code", "stages[0].name"]
    assert len(faults({**JOURNEY, "stages": [{}] * 50})) == MOST_FAULTS


def test_a_list_is_no_journey() -> None:
    assert "$" in faults([])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b'{"code": NaN}',
        b'{"code": "a", "code": "b"}',
        b"[" * 100_000,
        b'{"code": ' + b"9" * 5000 + b"}",
        b" " * (LARGEST_FILE + 1),
    ],
)
def test_what_is_no_json_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        read(data)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(JOURNEY).encode()).code == "repair"


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("phone", "phone"),
        ("E-Mail", "mail"),
        ("Call centre", "phone"),
        ("whatsapp", "chat"),
        ("in_person", "in_person"),
    ],
)
def test_channels_are_known_by_other_words(word: str, channel: str) -> None:
    drawing = drawn(changed("stages.0.touchpoints.0.channel", word))
    assert (drawing.stages[0].touchpoints[0].channel, drawing.notes) == (channel, ())


def test_an_unknown_channel_and_an_unknown_name_are_noted() -> None:
    document = changed("stages.0.touchpoints.0.channel", "pigeon")
    drawing = drawn({**document, "colour": "red"})
    assert drawing.stages[0].touchpoints[0].channel == "other"
    assert [path for path, _ in drawing.notes] == ["colour", "stages[0].touchpoints[0].channel"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*JOURNEY, *STAGE, "es"]), inner),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_read_or_refused(value: object) -> None:
    try:
        assert drawn(value).stages
    except Invalid as refused:
        assert refused.fields
