"""Tests of feedback.surveys.question_types.clock: what days and hours have in common."""

from __future__ import annotations

import pytest

from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.base import InvalidAnswer

BETWEEN = [
    ("date", "2026-03-01", "2026-03-31", "2026-02-28", "2026-04-01"),
    ("time", "09:00", "17:00", "08:59", "17:01"),
]


def asked(kind: str, earliest: str, latest: str) -> Question:
    return Question("q", "q", "q", kind, settings={"earliest": earliest, "latest": latest})


@pytest.mark.parametrize(("kind", "earliest", "latest", "before", "after"), BETWEEN)
def test_the_limits_themselves_are_allowed_and_nothing_beyond(
    kind: str, earliest: str, latest: str, before: str, after: str
):
    question = asked(kind, earliest, latest)
    for value in (earliest, latest):
        answered = TYPES[kind].read(question, {"q": [value]})
        assert answered is not None and answered.choices == (value,)
    for value in (before, after):
        with pytest.raises(InvalidAnswer):
            TYPES[kind].read(question, {"q": [value]})


@pytest.mark.parametrize(("kind", "earliest", "latest", "before", "after"), BETWEEN)
def test_limits_with_nothing_between_are_a_fault(kind: str, earliest: str, latest: str, before: str, after: str):
    wheres = [fault.where for fault in TYPES[kind].faults(asked(kind, latest, earliest))]
    assert wheres == ["settings/latest"]
    assert not list(TYPES[kind].faults(asked(kind, earliest, latest)))


@pytest.mark.parametrize("kind", ["date", "time"])
def test_what_a_picker_cannot_show_stays_typed_as_text(kind: str):
    typed = TYPES[kind].typed(asked(kind, "", ""), {"q": ["soon"]})
    assert (typed.chosen, typed.text) == ((), "soon")
