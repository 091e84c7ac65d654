"""Weights bring a sample back to its group, within bounds, and say what they cost."""

from __future__ import annotations

import pytest

from feedback.analysis.weighting import post_stratify, rake, trimmed


def test_a_department_that_answered_less_weighs_more() -> None:
    cells = ["shop"] * 30 + ["field"] * 10
    found = post_stratify(cells, {"shop": 100, "field": 100})
    assert found.weights[0] == pytest.approx(0.5 / 0.75)
    assert found.weights[-1] == pytest.approx(0.5 / 0.25)
    assert sum(found.weights) == pytest.approx(40)
    assert found.effective_n == pytest.approx(40**2 / (30 * (2 / 3) ** 2 + 10 * 4))
    assert found.design_effect == pytest.approx(40 / found.effective_n)


def test_one_answer_does_not_stand_for_a_department() -> None:
    """Cells under five people who answered are weighed as one, and so are those nobody answered from."""
    cells = ["shop"] * 20 + ["law"] * 1 + ["it"] * 3
    found = post_stratify(cells, {"shop": 60, "law": 20, "it": 16, "post": 24})
    small = found.weights[20:]
    assert len(set(small)) == 1
    assert (found.weights[0], small[0]) == (pytest.approx(0.5 / (20 / 24)), pytest.approx(0.5 / (4 / 24)))


def test_everybody_alike_needs_no_weights() -> None:
    found = post_stratify(["a"] * 10 + ["b"] * 10, {"a": 50, "b": 50})
    assert set(found.weights) == {1.0}
    assert (found.effective_n, found.design_effect) == (20, 1)


def test_margins_are_reached() -> None:
    people = (
        [{"sex": "f", "age": "young"}] * 30 + [{"sex": "m", "age": "young"}] * 10 + [{"sex": "m", "age": "old"}] * 20
    )
    people += [{"sex": "f", "age": "old"}] * 20
    found = rake(people, {"sex": {"f": 0.5, "m": 0.5}, "age": {"young": 0.6, "old": 0.4}})
    of = {
        (name, value): sum(weight for weight, one in zip(found.weights, people, strict=True) if one[name] == value) / 80
        for name, value in (("sex", "f"), ("sex", "m"), ("age", "young"), ("age", "old"))
    }
    assert list(of.values()) == pytest.approx([0.5, 0.5, 0.6, 0.4], abs=1e-3)


def test_a_margin_nobody_stands_for_is_left_out() -> None:
    found = rake([{"sex": "f"}] * 4 + [{"sex": "m"}] * 4, {"sex": {"f": 0.4, "m": 0.4, "x": 0.2}})
    assert set(found.weights) == {1.0}


def test_no_weight_runs_away() -> None:
    found = trimmed([1.0] * 99 + [1_000.0])
    assert max(found.weights) / (sum(found.weights) / 100) <= 3.001
    assert trimmed([]).weights == ()
