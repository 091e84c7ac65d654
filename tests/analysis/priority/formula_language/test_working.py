"""Formulas worked out: as an obvious evaluator does, and with a reason where there is no result."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from feedback.analysis.priority.formula_language import LARGEST, Problem, parse, work_out
from feedback.analysis.priority.formula_language.tree import Call, Choice, Input, Negative, Node, Number, Pair

NAMES = ("people", "cost")


def worked(text: str, **inputs: float) -> Any:
    """The result of one line, or its problem."""
    tables = {name: np.array([[value]]) for name, value in inputs.items()}
    found = work_out(parse(text, tuple(inputs)), tables, (1, 1))
    return found.problems.get(0) or found.values[0, 0].item()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("16 / 4 / 2", 2),
        ("-2 ^ 2", -4),
        ("2 ** 3 ** 2", 512),
        ("2 ^ -1", 0.5),
        ("max(1, 7, 3) - min(4, 2)", 5),
        ("sqrt(9) + log(1)", 3),
        ("if(2 >= 2, 5, 6) + if(1 != 1, 5, 6)", 11),
        ("if(people > 5, 1, 1 / 0)", 1),
        ("people / 4", 2.5),
    ],
)
def test_results_by_hand(text: str, value: float) -> None:
    assert worked(text, people=10) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1 + people / (cost - cost)", Problem("zero", 11)),
        ("log(people - 10)", Problem("log", 0)),
        ("sqrt(0 - people)", Problem("sqrt", 0)),
        ("(0 - people) ^ 0.5", Problem("power", 13)),
        ("0 ^ (0 - 1)", Problem("power", 2)),
        ("people ^ 900000", Problem("large", 7)),
        ("if(people > 5, missing, 1) + 1", Problem("missing", 15, "missing")),
        ("1 / 0 + missing", Problem("zero", 2)),
    ],
)
def test_why_there_is_no_result(text: str, problem: Problem) -> None:
    assert worked(text, people=10, cost=3, missing=math.nan) == problem


def test_lines_and_draws_are_worked_out_apart() -> None:
    tables = {"people": np.array([[4.0, 2.0, 0.0], [0.0, 5.0, 8.0], [math.nan, math.nan, math.nan]])}
    found = work_out(parse("40 / people", ("people",)), tables, (3, 3))
    np.testing.assert_array_equal(found.values, [[10, 20, math.nan], [math.nan, 8, 5], [math.nan] * 3])
    assert found.problems == {1: Problem("zero", 3), 2: Problem("missing", 5, "people")}


def deeper(below: some.SearchStrategy[Node]) -> some.SearchStrategy[Node]:
    signs = some.sampled_from(["+", "-", "*", "/", "^"])
    compared = some.sampled_from(["<", "<=", ">", ">=", "=", "!="])
    several = some.lists(below, min_size=2, max_size=3).map(tuple)
    return some.one_of(
        some.builds(Negative, below, some.just(0)),
        some.builds(Pair, signs, below, below, some.just(0)),
        some.builds(Call, some.sampled_from(["min", "max"]), several, some.just(0)),
        some.builds(Call, some.sampled_from(["log", "sqrt"]), below.map(lambda one: (one,)), some.just(0)),
        some.builds(Choice, compared, below, below, below, below, some.just(0)),
    )


LEAVES = some.one_of(
    some.builds(Number, some.integers(0, 12).map(float), some.just(0)),
    some.builds(Input, some.sampled_from(NAMES), some.just(0)),
)
TREES = some.recursive(LEAVES, deeper, max_leaves=7)


def written(node: Any) -> str:
    """A tree as text, everything in parentheses."""
    if isinstance(node, Number):
        return f"{node.value:g}"
    if isinstance(node, Input):
        return node.name
    if isinstance(node, Negative):
        return f"(-{written(node.of)})"
    if isinstance(node, Pair):
        return f"({written(node.left)} {node.sign} {written(node.right)})"
    if isinstance(node, Call):
        return f"{node.name}({', '.join(written(one) for one in node.given)})"
    sides = f"{written(node.left)} {node.comparison} {written(node.right)}"
    return f"if({sides}, {written(node.then)}, {written(node.otherwise)})"


def obvious(node: Any, inputs: dict[str, float]) -> float:
    """The same with the floats of Python, one number at a time; ArithmeticError or ValueError where there is none."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Input):
        return inputs[node.name]
    if isinstance(node, Negative):
        return -obvious(node.of, inputs)
    if isinstance(node, Choice):
        sides = obvious(node.left, inputs), obvious(node.right, inputs)
        return obvious(node.then if COMPARE[node.comparison](*sides) else node.otherwise, inputs)
    given = [obvious(one, inputs) for one in (node.given if isinstance(node, Call) else (node.left, node.right))]
    value = CALL[node.name](*given) if isinstance(node, Call) else PAIR[node.sign](*given)
    if isinstance(value, complex) or abs(value) > LARGEST:
        raise ValueError
    return value


CALL = {"min": min, "max": max, "log": math.log, "sqrt": math.sqrt}
PAIR = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
}
COMPARE = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


@settings(max_examples=150, deadline=None)
@given(TREES, some.integers(-5, 40).map(float), some.integers(0, 9).map(float))
def test_as_the_obvious_evaluator(tree: Node, people: float, cost: float) -> None:
    try:
        expected = obvious(tree, {"people": people, "cost": cost})
    except (ArithmeticError, ValueError):
        expected = math.nan
    inputs = {"people": np.array([[people]]), "cost": np.array([[cost]])}
    found = work_out(parse(written(tree), NAMES), inputs, (1, 1))
    assert found.values[0, 0] == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)
    assert (0 in found.problems) == math.isnan(expected)
