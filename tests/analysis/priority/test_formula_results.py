"""Results of formulas with their ranges, and the order they make."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import Effort
from feedback.analysis.priority.formula_language import Problem, parse
from feedback.analysis.priority.formula_results import Known, Result, drawn, placed, ranged, results

NAMES = ("people", "reach", "severity", "breadth", "moment", "score", "effort_likely", "cost")
FIGURES = {"people": 40, "reach": 0.4, "severity": 0.5, "breadth": 1.5, "moment": 1, "score": np.log(0.06)}
DOUBT = {"reach": 0.2, "severity": 0.1, "breadth": 0.05}


def line(key: str = "a", **more: float) -> Known:
    return Known(key, {**FIGURES, **more}, DOUBT, Effort(2, 5, 20))


def test_results_and_why_there_is_none() -> None:
    formula = parse("people / cost", NAMES)
    assert results(formula, [line(cost=8.0), line("b", cost=0.0), line("c")]) == [
        Result("a", 5.0),
        Result("b", None, Problem("zero", 7)),
        Result("c", None, Problem("missing", 9, "cost")),
    ]
    assert results(formula, []) == ranged(formula, [], 1) == []


def test_the_range_holds_the_draws_of_the_inputs() -> None:
    [one] = ranged(parse("people", NAMES), [line()], seed=1, draws=4000)
    assert one.value == 40
    assert one.low == pytest.approx(40 * np.exp(-1.96 * 0.2), rel=0.05)
    assert one.high == pytest.approx(40 * np.exp(1.96 * 0.2), rel=0.05)


def test_figures_without_doubt_have_no_range_and_neither_have_results_that_often_fail() -> None:
    [still] = ranged(parse("cost * 2", NAMES), [line(cost=3.0)], seed=1)
    [often] = ranged(parse("sqrt(people - 40)", NAMES), [line()], seed=1)
    assert (still.value, still.low, still.high) == (6.0, None, None)
    assert (often.value, often.low, often.high) == (0.0, None, None)


def test_the_score_moves_with_what_it_is_made_of() -> None:
    tables = drawn([line()], NAMES, seed=1, draws=200)
    product = tables["reach"] * tables["severity"] * tables["breadth"] / tables["effort_likely"]
    np.testing.assert_allclose(np.exp(tables["score"]), product)
    np.testing.assert_allclose(tables["people"] / 100, tables["reach"])
    assert tables["breadth"].min() >= 1 and tables["severity"].max() <= 1


def test_lines_without_an_estimate_share_one_draw() -> None:
    lines = [Known(key, FIGURES) for key in ("a", "b")]
    efforts = drawn(lines, ("effort_likely",), seed=1, draws=5)["effort_likely"]
    np.testing.assert_array_equal(efforts[0], efforts[1])
    assert efforts[0, 0] == 5


def test_equal_results_share_a_place_and_lines_without_one_stand_apart() -> None:
    found = [Result("a", 1.0), Result("b", 3.0), Result("c", None), Result("d", 3.0)]
    lines, without = placed(found, higher_first=True)
    assert [(one.result.key, one.place, one.listed, one.moved) for one in lines] == [
        ("b", 1, 2, 1),
        ("d", 1, 3, 2),
        ("a", 3, 1, -2),
    ]
    assert [one.key for one in without] == ["c"]
    assert [one.result.key for one in placed(found, higher_first=False)[0]] == ["a", "b", "d"]
