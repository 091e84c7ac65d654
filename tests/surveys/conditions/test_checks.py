"""What is wrong with conditions, found before anybody answers."""

from __future__ import annotations

from typing import Any as Json

import pytest

from feedback.surveys.checking import check, is_publishable
from feedback.surveys.conditions.checks import logic_faults
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": code, "text": {"es": code, "en": code}} for code in ("bus", "car")]


def when(question: str, operator: str, value: Json = None, **place: str) -> dict[str, Json]:
    right = {} if value is None else {"right": {"value": value}}
    return {"left": {"question": f"id-{question}", **place}, "is": operator, **right}


def faults(*questions: dict[str, Json], **parts: Json) -> list[tuple[str, str, bool]]:
    found = logic_faults(questionnaire(*questions, **parts))
    return [(one.question or one.section, str(one.message.id), one.warning) for one in found]


def test_conditions_that_work_have_no_fault() -> None:
    assert (
        faults(
            asked("a"),
            asked("how", "single", choices=OPTIONS),
            asked("b", shown_when=when("a", "at_most", 6)),
            asked("c", shown_when={"any": [when("how", "equals", "bus"), {"not": when("b", "answered")}]}),
        )
        == []
    )


def test_a_question_that_is_gone() -> None:
    found = faults(asked("a", shown_when=when("gone", "answered")))
    assert found == [("id-a", "A condition asks for a question that is no longer here.", False)]


def test_a_row_that_is_not_there() -> None:
    rows = [{"code": "r", "text": {"es": "r", "en": "r"}}]
    matrix = asked("m", "matrix", choices=OPTIONS, rows=rows)
    assert faults(matrix, asked("a", shown_when=when("m", "equals", "bus", row="r"))) == []
    ((where, text, warning),) = faults(matrix, asked("a", shown_when=when("m", "equals", "bus", row="x")))
    assert (where, warning) == ("id-a", False) and "row" in text


def test_a_circle_is_found_however_long_it_is() -> None:
    circle = [asked(one, shown_when=when(other, "answered")) for one, other in (("a", "c"), ("b", "a"), ("c", "b"))]
    loops = [
        where for where, text, _ in faults(*circle, asked("d", shown_when=when("a", "answered"))) if "circle" in text
    ]
    assert loops == ["id-a", "id-b", "id-c"]


def test_a_circle_over_a_section_or_a_calculation_too() -> None:
    own = questionnaire(
        asked("a"), sections=[{"id": "s", "shown_when": when("a", "answered"), "questions": [asked("a")]}]
    )
    assert [one.question for one in logic_faults(own) if "circle" in str(one.message.id)] == ["id-a"]
    formula = {"call": "sum", "of": [{"question": "id-sum"}]}
    assert "circle" in faults(asked("sum", "calculation", formula=formula))[-1][1]


def test_what_is_asked_later_cannot_be_known_yet() -> None:
    ((where, text, warning),) = faults(asked("a", shown_when=when("b", "at_most", 6)), asked("b"))
    assert (where, warning) == ("id-a", True) and "later" in text


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        ("nps", "equals", "yes"),
        ("single", "equals", "train"),
        ("single", "includes_any", ["bus", "train"]),
        ("single", "less", "car"),
        ("multi", "includes", "train"),
        ("yesno", "equals", "perhaps"),
        ("date", "less", "tomorrow"),
        ("time", "more", "25:00"),
        ("text", "less", 5),
    ],
)
def test_values_that_never_meet_are_slips(kind: str, operator: str, value: Json) -> None:
    choices = OPTIONS if kind in ("single", "multi") else []
    found = faults(asked("q", kind, choices=choices), asked("a", shown_when=when("q", operator, value)))
    assert [where for where, _, _ in found] == ["id-a"] * len(found) and all(warning for _, _, warning in found)
    assert found


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        ("nps", "equals", "9"),
        ("single", "equals", "bus"),
        ("single", "equals", "other"),
        ("date", "less", "2026-01-31"),
        ("yesno", "equals", "no"),
        ("text", "includes", "bus"),
    ],
)
def test_values_that_do_meet_are_not(kind: str, operator: str, value: Json) -> None:
    parts: Json = {"choices": OPTIONS, "settings": {"other": True}} if kind == "single" else {}
    assert faults(asked("q", kind, **parts), asked("a", shown_when=when("q", operator, value))) == []


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [when("a", "at_most", 3), when("a", "at_least", 5)]},
        {"all": [when("a", "answered"), when("a", "not_answered")]},
        {"not": {"any": [when("a", "answered"), when("a", "not_answered")]}},
        {"any": []},
        when("a", "more", 10),
        {"all": [when("how", "equals", "bus"), when("how", "equals", "car")]},
        {"all": [{"left": {"given": "group"}, "is": "equals", "right": {"value": name}} for name in ("x", "y")]},
    ],
)
def test_a_question_that_nobody_would_see(condition: Json) -> None:
    found = faults(asked("a"), asked("how", "single", choices=OPTIONS), asked("q", shown_when=condition))
    assert [(where, warning) for where, _, warning in found] == [("id-q", True)]


def test_conditions_further_up_count_too() -> None:
    found = faults(
        asked("a"),
        asked("b", shown_when=when("a", "at_most", 3)),
        asked("c", shown_when={"all": [when("b", "answered"), when("a", "at_least", 8)]}),
    )
    assert [where for where, _, _ in found] == ["id-c"]


def test_nothing_is_claimed_of_what_cannot_be_tried() -> None:
    both = {"left": {"question": "id-a"}, "is": "more", "right": {"question": "id-n"}}
    assert faults(asked("a"), asked("n", "number"), asked("q", shown_when=both)) == []


def test_errors_forbid_publishing_and_slips_do_not() -> None:
    slip = questionnaire(asked("a"), asked("b", shown_when=when("a", "more", 10)))
    problems = check(slip)
    assert is_publishable(problems)
    assert [(one.path, one.about) for one in problems] == [("/sections/0/questions/1/shown_when", "logic")]
    assert not is_publishable(check(questionnaire(asked("b", shown_when=when("gone", "answered")))))


def test_a_calculation_without_a_formula_is_said() -> None:
    assert [where for where, _, _ in faults(asked("a"), asked("c", "calculation"))] == ["id-c"]
