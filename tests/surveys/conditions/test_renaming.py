"""Conditions follow when what they name gets another name."""

from __future__ import annotations

from feedback.surveys.conditions.ast import All, Answer, Any, Call, Compare, Not, Value, When
from feedback.surveys.conditions.renaming import with_options, with_questions, with_rows

CONDITION = All(
    (
        Compare(Answer("q"), "equals", Value("bus")),
        Any(
            (
                Compare(Answer("q"), "includes_any", Value(("bus", "car"))),
                Not(Compare(Answer("r"), "equals", Value("bus"))),
            )
        ),
        Compare(Call("if", (When(Compare(Value("bus"), "equals", Answer("q"))), Answer("m", "row"))), "answered"),
        Compare(Answer("q", part="other"), "includes", Value("bus")),
    )
)


def test_options_are_renamed_where_this_question_is_compared_with_them() -> None:
    assert with_options(CONDITION, "q", {"bus": "coach"}) == All(
        (
            Compare(Answer("q"), "equals", Value("coach")),
            Any(
                (
                    Compare(Answer("q"), "includes_any", Value(("coach", "car"))),
                    Not(Compare(Answer("r"), "equals", Value("bus"))),
                )
            ),
            Compare(Call("if", (When(Compare(Value("coach"), "equals", Answer("q"))), Answer("m", "row"))), "answered"),
            Compare(Answer("q", part="other"), "includes", Value("bus")),
        )
    )


def test_rows_and_questions() -> None:
    condition = Compare(Answer("m", "row"), "equals", Answer("n", "row"))
    assert with_rows(condition, "m", {"row": "line"}) == Compare(Answer("m", "line"), "equals", Answer("n", "row"))
    assert with_questions(condition, {"m": "x"}) == Compare(Answer("x", "row"), "equals", Answer("n", "row"))
