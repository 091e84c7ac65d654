"""Responses as lines: four states that stay apart, and a codebook that knows every column."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedback.surveys.exporting.answers import ABOUT, Record, as_object, codebook, table
from feedback.surveys.question_types import Answered
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": code, "text": {"es": code.upper(), "en": code}} for code in "ab"]
ROWS = [{"code": code, "text": {"es": f"fila {code}", "en": f"row {code}"}} for code in ("r1", "r2")]
DOCUMENT = questionnaire(
    asked("n", "nps"),
    asked("s", "single", choices=OPTIONS, settings={"other": True}),
    asked("m", "multi", choices=OPTIONS),
    asked("x", "matrix", choices=OPTIONS, rows=ROWS),
    asked("i", "info"),
    asked("t", "longtext"),
    asked("h", "hidden"),
)


def record(**answers: Answered) -> Record:
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    return Record("r", "w", "g", moment, "es", 30, None, {f"id-{code}": one for code, one in answers.items()})


def line(one: Record) -> dict[str, object]:
    made = table(DOCUMENT)
    return dict(zip(made.heading(), made.line(one), strict=True))


def test_the_heading() -> None:
    assert table(DOCUMENT).heading()[len(ABOUT) :] == [
        *("n", "n.state", "s", "s.other.text", "s.state", "m.a", "m.b", "m.state"),
        *("x.r1", "x.r2", "x.state", "t", "t.state", "h"),
    ]


def test_a_line() -> None:
    found = line(
        record(
            n=Answered(number=9.0),
            s=Answered(choices=("other",), text="a bus"),
            m=Answered(choices=("b",)),
            x=Answered(parts={"r1": ("a",), "r2": 2.5}),
            h=Answered(choices=("north",)),
        )
    )
    assert found["answered_at"] == "2026-03-04T05:06:07Z" and found["seconds"] == 30 and found["seed"] is None
    assert [found[name] for name in ("n", "s", "s.other.text", "m.a", "m.b", "x.r1", "x.r2", "t", "h")] == [
        *(9, "other", "a bus", 0, 1, "a", 2.5, None, "north"),
    ]


@pytest.mark.parametrize("state", ["answered", "skipped", "not_applicable", "not_shown"])
def test_four_states_stay_apart(state: str) -> None:
    answers = {"id-n": Answered(number=3.0)} if state == "answered" else {}
    states = {} if state == "not_shown" else {"id-n": state}
    one = Record("r", "w", "g", None, "es", None, None, answers, states)  # type: ignore[arg-type]
    assert (line(one)["n.state"], line(one)["n"]) == (state, 3 if state == "answered" else None)
    said = as_object(table(DOCUMENT), one)["answers"]["n"]  # type: ignore[index]
    assert said == ({"state": state, "number": 3} if state == "answered" else {"state": state})


def test_an_object_says_the_parts() -> None:
    one = record(x=Answered(parts={"r1": ("a",)}), t=Answered(text="bien"))
    answers = as_object(table(DOCUMENT), one)["answers"]
    assert answers["x"] == {"state": "answered", "parts": {"r1": ["a"]}}  # type: ignore[index]
    assert answers["t"] == {"state": "answered", "text": "bien"}  # type: ignore[index]


def test_the_codebook_knows_every_column_and_value() -> None:
    lines = list(codebook(DOCUMENT, "en"))
    assert list(dict.fromkeys(column for column, *_ in lines)) == table(DOCUMENT).heading()[len(ABOUT) :]
    assert [(one[0], one[3], one[4]) for one in lines if one[0] in ("s", "m.a", "x.r2")] == [
        *(("s", "a", "a"), ("s", "b", "b"), ("m.a", "1", "a"), ("m.a", "0", "")),
        *(("x.r2", "a", "row r2: a"), ("x.r2", "b", "row r2: b")),
    ]
    assert [one[3] for one in lines if one[0] == "n.state"] == ["answered", "skipped", "not_applicable", "not_shown"]
