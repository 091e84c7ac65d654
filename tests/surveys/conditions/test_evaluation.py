"""Conditions against a slow and obvious evaluator that works on their JSON, and the rules about what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any as Json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.surveys.conditions.ast import (
    All,
    Answer,
    Any,
    Call,
    Compare,
    Condition,
    Expression,
    Given,
    Not,
    Value,
    When,
)
from feedback.surveys.conditions.evaluation import Context, holds, value_of
from feedback.surveys.conditions.notation import condition_as_json
from feedback.surveys.question_types.base import Answered

TODAY = date(2026, 3, 4)
KINDS = {"n": "rating", "s": "single", "m": "multi", "t": "text", "x": "matrix", "gone": "rating"}

# --- the obvious one: dictionaries in, True or False out ------------------------------------------


def obviously(node: Json, seen: Mapping[str, Json]) -> Json:
    """True, False, or the value of a node; `seen` maps "n", "s", "x/row" … to plain values, missing: None."""
    if "all" in node:
        return False not in [obviously(one, seen) for one in node["all"]]
    if "any" in node:
        return True in [obviously(one, seen) for one in node["any"]]
    if "not" in node:
        return obviously(node["not"], seen) is False
    left = plainly(node["left"], seen)
    if node["is"] == "answered":
        return left is not None
    if node["is"] == "not_answered":
        return left is None
    right = plainly(node["right"], seen)
    if left is None or right is None:
        return False
    return compared(node["is"], left, right, node["left"])


def plainly(node: Json, seen: Mapping[str, Json]) -> Json:
    if "value" in node:
        return node["value"]
    if "question" in node:
        return seen.get(node["question"] + ("/" + node["row"] if "row" in node else ""))
    return seen.get("given:" + node["given"])


def compared(operator: str, left: Json, right: Json, asked: Json) -> bool:
    if operator.startswith("includes"):
        wanted = right if isinstance(right, list) else [text(right)]
        if asked.get("question") == "t":
            hits = [one for one in wanted if one.lower() in left.lower()]
        else:
            have = left if isinstance(left, list) else [text(left)]
            hits = [one for one in wanted if one in have]
        return len(hits) > 0 if operator == "includes_any" else len(set(hits)) == len(set(wanted))
    if operator in ("equals", "not_equals"):
        return same(left, right) == (operator == "equals")
    if isinstance(left, list) or isinstance(right, list):
        return False
    if number(left) is not None and number(right) is not None:
        left, right = number(left), number(right)
    elif not (isinstance(left, str) and isinstance(right, str)):
        return False
    return {"less": left < right, "at_most": left <= right, "more": left > right, "at_least": left >= right}[operator]


def same(left: Json, right: Json) -> bool:
    if isinstance(left, list) or isinstance(right, list):
        as_lists = [one if isinstance(one, list) else [text(one)] for one in (left, right)]
        return sorted(set(as_lists[0])) == sorted(set(as_lists[1]))
    if number(left) is not None or number(right) is not None:
        return number(left) == number(right)
    return bool(left == right)


def number(value: Json) -> float | None:
    if isinstance(value, bool | int | float):
        return float(value)
    return float(value) if isinstance(value, str) and value in ("1", "2", "3", "10") else None


def text(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, int | float) else str(value)


# --- the property ---------------------------------------------------------------------------------

WORDS = st.sampled_from(["a", "b", "c", "1", "2", "10"])
NUMBERS = st.sampled_from([0.0, 1.0, 2.0, 2.5, 10.0])
LEAVES = st.one_of(
    st.sampled_from([Answer("n"), Answer("s"), Answer("m"), Answer("t"), Answer("x", "row"), Answer("gone")]),
    st.sampled_from([Given("group"), Given("link:branch"), Given("segment:size")]),
)
VALUES = st.one_of(WORDS, NUMBERS, st.booleans(), st.lists(WORDS, min_size=1, max_size=3).map(tuple)).map(Value)
BINARY = st.sampled_from(
    ["equals", "not_equals", "less", "at_most", "more", "at_least", "includes", "includes_any", "includes_all"]
)
TESTS = st.one_of(
    st.builds(Compare, LEAVES, BINARY, st.one_of(VALUES, LEAVES)),
    st.builds(Compare, LEAVES, st.sampled_from(["answered", "not_answered"])),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda of: All(tuple(of))),
        st.lists(inner, max_size=4).map(lambda of: Any(tuple(of))),
        inner.map(Not),
    ),
    max_leaves=12,
)


@st.composite
def visits(draw: st.DrawFn) -> tuple[Context, dict[str, Json]]:
    """A visit, and the same as plain values."""
    answers: dict[str, Answered] = {}
    seen: dict[str, Json] = {}

    def maybe(key: str, values: st.SearchStrategy[Json], answered: Json) -> None:
        if draw(st.booleans()):
            value = draw(values)
            answers[key.partition("/")[0]] = answered(value)
            seen[key] = list(value) if isinstance(value, tuple) else value

    maybe("n", NUMBERS, lambda value: Answered(number=value))
    maybe("s", WORDS, lambda value: Answered(choices=(value,)))
    maybe("m", st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple), lambda value: Answered(choices=value))
    maybe("t", st.sampled_from(["a b", "CAB", "10", "zz"]), lambda value: Answered(text=value))
    maybe("x/row", st.one_of(WORDS, NUMBERS), lambda value: Answered(parts={"row": value}))
    if draw(st.booleans()):
        answers["gone"] = Answered(not_applicable=True)
    known = draw(st.dictionaries(st.sampled_from(["group", "link:branch"]), WORDS))
    seen |= {f"given:{name}": value for name, value in known.items()}
    return Context(answers, kinds=KINDS, given=known, today=TODAY), seen


@settings(max_examples=600, deadline=None)
@given(CONDITIONS, visits())
def test_a_condition_holds_exactly_when_the_obvious_evaluator_says_so(
    condition: Condition, visit: tuple[Context, dict[str, Json]]
) -> None:
    context, seen = visit
    assert holds(condition, context) == obviously(condition_as_json(condition), seen)


# --- what the property leaves out -----------------------------------------------------------------

CONTEXT = Context(
    answers={
        "n": Answered(number=4.0),
        "m": Answered(choices=("a", "b")),
        "t": Answered(text="2026-02-01"),
        "o": Answered(choices=("other",), text="a bus"),
        "na": Answered(not_applicable=True),
    },
    states={"n": "answered", "skipped": "skipped", "na": "not_applicable", "away": "not_shown"},
    kinds=KINDS,
    today=TODAY,
)


def number_of(value: float | str) -> Expression:
    return Value(value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Call("add", (Answer("n"), Value(1.0))), 5.0),
        (Call("add", (Answer("n"), Answer("skipped"))), None),
        (Call("sum", (Answer("n"), Answer("skipped"))), 4.0),
        (Call("mean", (Answer("skipped"),)), None),
        (Call("mean", (Answer("n"), Value(2.0))), 3.0),
        (Call("divide", (Answer("n"), Value(0.0))), None),
        (Call("subtract", (Value(1.0),)), None),
        (Call("multiply", (Value(1e300), Value(1e300))), None),
        (Call("round", (Value(2.5),)), 3.0),
        (Call("round", (Value(-2.345), Value(2.0))), -2.35),
        (Call("floor", (Value(-0.5),)), -1.0),
        (Call("count", (Answer("m"), Answer("n"), Answer("skipped"))), 3.0),
        (Call("length", (Answer("o", part="other"),)), 5.0),
        (Call("join", (Answer("m"), Value(" / "), Answer("skipped"), Value(7.0))), "a, b / 7"),
        (Call("coalesce", (Answer("skipped"), Answer("n"))), 4.0),
        (Call("if", (When(Compare(Answer("n"), "more", Value(3.0))), Value("high"), Value("low"))), "high"),
        (Call("if", (When(Compare(Answer("n"), "more", Value(9.0))), Value("high"))), None),
        (Call("today"), "2026-03-04"),
        (Call("year_of", (Answer("t"),)), 2026.0),
        (Answer("na"), None),
        (Given("segment:size"), None),
    ],
)
def test_values(expression: Expression, value: Json) -> None:
    assert value_of(expression, CONTEXT) == value


@pytest.mark.parametrize(
    ("operator", "question", "expected"),
    [
        ("answered", "n", True),
        ("answered", "na", False),
        ("not_answered", "na", True),
        ("not_applicable", "na", True),
        ("not_applicable", "skipped", False),
        ("shown", "skipped", True),
        ("shown", "na", True),
        ("shown", "away", False),
        ("shown", "unknown", False),
    ],
)
def test_the_four_states_stay_apart(operator: str, question: str, expected: bool) -> None:
    assert holds(Compare(Answer(question), operator), CONTEXT) is expected


def test_dates_are_ordered_as_iso_texts() -> None:
    assert holds(Compare(Answer("t"), "less", Call("today")), CONTEXT)
    assert not holds(Compare(Answer("t"), "more", Value("2026-02-01")), CONTEXT)


def test_a_choice_is_never_looked_for_inside_another_code() -> None:
    one = Context({"s": Answered(choices=("10",))}, kinds=KINDS)
    assert not holds(Compare(Answer("s"), "includes", Value("1")), one)


def test_a_row_with_one_code_is_that_code_and_one_that_does_not_apply_is_nothing() -> None:
    rows = Context({"x": Answered(parts={"one": ("2",), "two": ("a", "b"), "none": ("na",)})}, kinds=KINDS)
    assert value_of(Answer("x", "one"), rows) == "2"
    assert value_of(Answer("x", "two"), rows) == ("a", "b")
    assert value_of(Answer("x", "none"), rows) is None
    assert holds(Compare(Answer("x", "one"), "at_most", Value(3.0)), rows)
