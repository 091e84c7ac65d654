"""Conditions and expressions as JSON: back and forth, and what is refused."""

from __future__ import annotations

from typing import Any as Json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.conditions.ast import All, Answer, Any, Call, Compare, Given, Not, Value, When, answers_in
from feedback.surveys.conditions.notation import (
    DEEPEST,
    BadCondition,
    condition_as_json,
    expression_as_json,
    read_condition,
    read_expression,
)

CONDITION = Any(
    (
        All((Compare(Answer("a", "row"), "at_most", Value(6.0)), Compare(Answer("b"), "answered"))),
        Not(Compare(Given("link:branch"), "includes_any", Value(("north", "south")))),
    )
)
EXPRESSION = Call("if", (When(CONDITION), Value(2.5), Call("today")))


def test_a_condition_comes_back_as_it_was() -> None:
    assert read_condition(condition_as_json(CONDITION)) == CONDITION
    assert read_expression(expression_as_json(EXPRESSION)) == EXPRESSION


@given(st.floats(-1e15, 1e15) | st.booleans() | st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_every_value_comes_back(value: Json) -> None:
    assert read_expression(expression_as_json(Value(value))) == Value(value)


def test_the_answers_a_condition_asks_for() -> None:
    assert list(answers_in(EXPRESSION)) == [Answer("a", "row"), Answer("b")]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, ""),
        ([], ""),
        ("__import__('os')", ""),
        ({"all": {}}, "/all"),
        ({"any": [{"not": 1}]}, "/any/0/not"),
        ({"left": {"question": "a"}, "is": "resembles", "right": {"value": 1}}, "/is"),
        ({"left": {"question": "a"}, "is": "answered", "right": {"value": 1}}, ""),
        ({"left": {"question": "a"}, "is": "equals"}, ""),
        ({"left": {"given": "password"}, "is": "answered"}, "/left/given"),
        ({"left": {"given": "link:"}, "is": "answered"}, "/left/given"),
        ({"left": {"call": "eval", "of": []}, "is": "answered"}, "/left/call"),
        ({"left": {"value": float("nan")}, "is": "answered"}, "/left/value"),
        ({"left": {"value": 10**5000}, "is": "answered"}, "/left/value"),
        ({"left": {"value": "\0"}, "is": "answered"}, "/left/value"),
        ({"left": {"value": None}, "is": "answered"}, "/left/value"),
        ({"left": {"question": "\ud800"}, "is": "answered"}, "/left/question"),
        ({"all": [], "any": []}, ""),
    ],
)
def test_what_is_no_condition_is_refused_where_it_stands(data: Json, path: str) -> None:
    with pytest.raises(BadCondition) as refused:
        read_condition(data)
    assert refused.value.path == path


def test_nesting_ends() -> None:
    deep: Json = {"all": []}
    for _ in range(DEEPEST + 1):
        deep = {"not": deep}
    with pytest.raises(BadCondition):
        read_condition(deep)
