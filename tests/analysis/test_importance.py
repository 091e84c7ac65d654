"""Shares of R²: they sum to it, agree with hand-worked cases, and their intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.importance import drivers


def world(n: int, weights: tuple[float, ...], seed: int, together: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    common = random.normal(size=(n, 1))
    scores = np.sqrt(together) * common + np.sqrt(1 - together) * random.normal(size=(n, len(weights)))
    return scores, scores @ np.array(weights) + random.normal(size=n)


def test_two_stages_by_hand() -> None:
    """With two predictors LMG is the mean of a stage's own r² and what it adds to the other's."""
    scores, outcomes = world(80, (1.0, 0.4), 3, together=0.5)
    r = np.corrcoef(np.column_stack([scores, outcomes]), rowvar=False)
    both = (r[0, 2] ** 2 + r[1, 2] ** 2 - 2 * r[0, 2] * r[1, 2] * r[0, 1]) / (1 - r[0, 1] ** 2)
    found = drivers(["a", "b"], scores, outcomes)
    assert found is not None
    assert found.r2 == pytest.approx(both, abs=1e-6)
    first = (r[0, 2] ** 2 + both - r[1, 2] ** 2) / 2
    assert [one.value for one in found.drivers] == pytest.approx([first, both - first], abs=1e-6)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), p=st.integers(2, 5), together=st.floats(0, 0.8))
def test_shares_are_never_negative_and_sum_to_r_squared(seed: int, p: int, together: float) -> None:
    scores, outcomes = world(60, tuple(np.linspace(0, 1, p)), seed, together)
    found = drivers([str(i) for i in range(p)], scores, outcomes, seed=seed)
    assert found is not None
    assert all(one.value >= 0 and one.low <= one.high for one in found.drivers)
    design = np.column_stack([np.ones(60), scores])
    residual = outcomes - design @ np.linalg.lstsq(design, outcomes, rcond=None)[0]
    assert sum(one.value for one in found.drivers) == pytest.approx(1 - residual.var() / outcomes.var(), abs=1e-5)


def test_who_says_the_same_everywhere_drives_nothing() -> None:
    scores, outcomes = world(60, (1.0, 0.5, 0.0), 1)
    scores[:, 2] = 4.0
    found = drivers(["a", "b", "c"], scores, outcomes)
    assert found is not None
    assert [found.drivers[2].value, found.drivers[2].low, found.drivers[2].high] == [0, 0, 0]


def test_too_few_people_or_nothing_to_explain() -> None:
    scores, outcomes = world(29, (1.0, 0.5), 1)
    assert drivers(["a", "b"], scores, outcomes) is None
    scores, outcomes = world(34, (1.0,) * 7, 1)
    assert drivers(list("abcdefg"), scores, outcomes) is None
    scores, outcomes = world(60, (1.0, 0.5), 1)
    assert drivers(["a", "b"], scores, np.full(60, 3.0)) is None
    scores[:, 1] = 2.0
    assert drivers(["a", "b"], scores, outcomes) is None
    with pytest.raises(ValueError, match="one key per column"):
        drivers(["a"], scores, outcomes)


def test_no_order_below_two_hundred_people() -> None:
    few = drivers(["a", "b"], *world(199, (1.0, 0.5), 1))
    many = drivers(["a", "b"], *world(200, (1.0, 0.5), 1))
    assert few is not None and many is not None
    assert (few.ranked, many.ranked) == (False, True)


def test_intervals_hold_the_true_share() -> None:
    """Independent stages: the true shares are known, weights² ÷ their sum with the noise."""
    truth = np.array([1.0, 0.25]) / (1.0 + 0.25 + 1.0)
    held = np.zeros(2)
    for seed in range(40):
        found = drivers(["a", "b"], *world(150, (1.0, 0.5), seed), seed=seed)
        assert found is not None
        held += [one.low <= true <= one.high for one, true in zip(found.drivers, truth, strict=True)]
    assert (held >= 33).all(), "95 % intervals over 40 worlds"


def test_the_same_input_gives_the_same_output() -> None:
    assert drivers(["a", "b"], *world(60, (1.0, 0.5), 1)) == drivers(["a", "b"], *world(60, (1.0, 0.5), 1))
