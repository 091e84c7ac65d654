"""What a condition can be about."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import Answer, Call, Expression, Given
from feedback.surveys.conditions.subjects import expression_of, key_of, subjects
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": "a", "text": {"en": "A"}}, {"code": "b", "text": {"en": "B"}}]
DOCUMENT = questionnaire(
    asked("nps"),
    asked("how", "single", choices=OPTIONS, settings={"other": True, "not_applicable": True}),
    asked("which", "multi", choices=OPTIONS),
    asked("why", "longtext"),
    asked("when", "date"),
    asked("m", "matrix", choices=OPTIONS, rows=OPTIONS),
    asked("pair", "importance"),
    asked("note", "info"),
)
FOUND = {one.key: one for one in subjects(DOCUMENT, list(DOCUMENT.questions()), {"group": [("staff", "Staff")]}, "en")}


@pytest.mark.parametrize(
    "expression",
    [Answer("id"), Answer("id", row="a/b"), Answer("id", part="other"), Given("group"), Given("segment:a:b")],
)
def test_a_key_leads_back(expression: Expression) -> None:
    assert expression_of(key_of(expression)) == expression


@pytest.mark.parametrize("key", ["", "q", "q/", "x/y", "q/id/none/a", "g/"])
def test_what_is_no_key_leads_nowhere(key: str) -> None:
    assert expression_of(key) is None
    assert key_of(Call("sum")) == ""


def test_comparisons_fit_the_kind() -> None:
    operators = {key: one.operators for key, one in FOUND.items()}
    assert operators["q/id-nps"][:3] == ("equals", "not_equals", "at_most")
    assert operators["q/id-how"] == (
        "equals",
        "not_equals",
        "includes_any",
        "answered",
        "not_answered",
        "not_applicable",
    )
    assert operators["q/id-which"][:3] == ("includes", "includes_any", "includes_all")
    assert operators["q/id-why"] == ("includes", "equals", "not_equals", "answered", "not_answered")
    assert operators["q/id-m"] == ("answered", "not_answered")
    assert operators["g/group"] == ("equals", "not_equals", "includes_any", "answered", "not_answered")


def test_values_are_those_it_can_have() -> None:
    assert [code for code, _name in FOUND["q/id-how"].values] == ["a", "b", "other"]
    assert [code for code, _name in FOUND["q/id-nps"].values] == [str(n) for n in range(11)]
    assert [code for code, _name in FOUND["q/id-m/row/a"].values] == ["a", "b"]
    assert FOUND["q/id-nps"].numeric and not FOUND["q/id-when"].numeric


def test_rows_and_halves_stand_by_themselves_and_what_is_only_read_does_not() -> None:
    assert {"q/id-m/row/a", "q/id-m/row/b", "q/id-pair/part/importance", "q/id-pair/part/satisfaction"} <= set(FOUND)
    assert "q/id-note" not in FOUND
