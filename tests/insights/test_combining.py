"""One figure over several stages: the mean of all scores, an interval that holds, nothing that a stage keeps back."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.analysis.statistics import mean_interval
from feedback.insights.combining import Combined, StageSum, combine, drop
from feedback.surveys.readings.figures import Difference

FIVE = Thresholds(5, 10)
busy = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
scores_of_a_stage = st.lists(st.sampled_from([1.0, 1.5, 2.0, 3.0, 4.0, 5.0]), min_size=1, max_size=30)


def stage(scores: Any, source: Any = "survey", **more: Any) -> StageSum:
    """One stage of which people of one source gave these scores."""
    values = [float(one) for one in scores]
    return StageSum({source: len(values)}, sum(values), sum(one * one for one in values), "csat", **more)


def shown(found: Combined) -> Shown[float]:
    assert isinstance(found.result, Shown)
    return found.result


def bounds(found: Combined) -> tuple[float, float]:
    result = shown(found)
    assert result.low is not None and result.high is not None
    return result.low, result.high


@busy
@given(scores_of_a_stage)
def test_of_one_stage_it_is_the_figure_of_that_stage(scores: list[float]) -> None:
    expected = mean_interval(scores, ends=(1.0, 5.0))
    found = combine([stage(scores)])
    assert expected and expected.low is not None and expected.high is not None
    assert shown(found).value == pytest.approx(expected.value)
    assert bounds(found) == (pytest.approx(expected.low, abs=1e-6), pytest.approx(expected.high, abs=1e-6))
    assert (shown(found).n, found.least, found.counts) == (len(scores), len(scores), "people")


@busy
@given(st.lists(scores_of_a_stage, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_it_is_the_mean_of_all_scores_whatever_the_order(stages: list[list[float]], chance: Any) -> None:
    sums = [stage(scores, number % 2) for number, scores in enumerate(stages)]
    found = combine(sums)
    everything = [one for scores in stages for one in scores]
    low, high = bounds(found)
    assert shown(found).value == pytest.approx(float(np.mean(everything)))
    assert shown(found).n == len(everything)
    assert 1 <= low <= shown(found).value + 1e-9 and shown(found).value - 1e-9 <= high <= 5
    chance.shuffle(sums)
    assert bounds(combine(sums)) == (pytest.approx(low), pytest.approx(high))


@busy
@given(st.lists(scores_of_a_stage, min_size=2, max_size=5))
def test_shared_people_never_make_it_surer(stages: list[list[float]]) -> None:
    same, others = (
        bounds(combine([stage(scores, source(number)) for number, scores in enumerate(stages)]))
        for source in (lambda _: "one", lambda number: number)
    )
    assert same[0] <= others[0] + 1e-9 and others[1] <= same[1] + 1e-9


def test_two_stages_by_hand() -> None:
    """Ten scores of mean 4 and variance 10/9, ten of mean 2 and the same: half-widths 2.2622 · sqrt(1/9)."""
    first, second = [3, 5] * 5, [1, 3] * 5
    half = 2.2621571628 * sqrt(10 / 9 / 10)
    apart = combine([stage(first, "a"), stage(second, "b")])
    assert shown(apart).value == pytest.approx(3.0)
    assert bounds(apart) == (pytest.approx(3 - half / sqrt(2)), pytest.approx(3 + half / sqrt(2)))
    together = combine([stage(first, "a"), stage(second, "a")])
    assert bounds(together) == (pytest.approx(3 - half), pytest.approx(3 + half))
    assert (apart.least, apart.counts) == (20, "people")
    assert (together.least, together.counts, shown(together).n) == (10, "scores", 20)


def test_what_was_added_up_from_several_sources() -> None:
    visit = StageSum({"spring": 4, "autumn": 6}, 30.0, 100.0, "csat")
    billing = StageSum({"autumn": 9}, 30.0, 110.0, "nps")
    found = combine([visit, billing])
    assert (shown(found).n, found.least, found.counts) == (19, 13, "scores")
    assert found.measures == ("csat", "nps")


def test_a_stage_that_is_hidden_hides_the_whole() -> None:
    """What could leak: two stages of 6 and 2 people; the figure of both less the one shown would tell of the two."""
    open_one = stage([4] * 3 + [5] * 3, thresholds=FIVE)
    hidden = StageSum({}, 0.0, 0.0, hidden=Hidden("too_few", 5))
    assert combine([open_one, hidden]) == Combined(Hidden("too_few", 5))
    assert combine([hidden, StageSum({}, 0, 0, hidden=Hidden("complement"))]).result == Hidden("complement")


def test_a_stage_where_nobody_answered_takes_nothing_away() -> None:
    one = stage([4, 5, 3])
    nobody = StageSum({}, 0.0, 0.0, hidden=Hidden("nobody"))
    assert combine([one, nobody]) == combine([one])
    assert combine([nobody]).result == Hidden("nobody")
    assert combine([]).result == Hidden("nobody")


def test_protected_people_are_shown_to_a_tenth() -> None:
    found = combine([stage([3, 4, 4, 5, 4, 4], "a", thresholds=FIVE), stage([5, 5, 4, 4, 4], "b")])
    result = shown(found)
    assert (result.value, result.n) == (4.2, 11)
    assert result.low == round(result.low or 0, 1)
    few = combine([stage([3, 4], thresholds=FIVE)])
    assert few.result == Hidden("too_few", 5)


@busy
@given(scores_of_a_stage.filter(lambda one: len(set(one)) > 1), scores_of_a_stage.filter(lambda one: len(set(one)) > 1))
def test_the_drop_is_that_of_welch(before: list[float], after: list[float]) -> None:
    found = drop(stage(before), stage(after))
    expected = ttest_ind(before, after, equal_var=False).confidence_interval(0.95)
    assert isinstance(found, Difference)
    assert found.value == pytest.approx(np.mean(before) - np.mean(after))
    assert found.low == pytest.approx(max(-4, expected.low), abs=1e-6)
    assert found.high == pytest.approx(min(4, expected.high), abs=1e-6)


def test_the_drop_without_a_spread_keeps_its_doubt() -> None:
    found = drop(stage([5] * 10), stage([3, 4] * 5))
    assert isinstance(found, Difference)
    assert found.value == pytest.approx(1.5) and found.low < 1.5 < found.high
    one = drop(stage([5]), stage([1]))
    assert isinstance(one, Difference) and one.sign == 0


def test_the_drop_tells_nothing_of_hidden_stages() -> None:
    hidden = StageSum({}, 0.0, 0.0, hidden=Hidden("too_few", 5))
    assert drop(stage([4, 5]), hidden) == drop(hidden, stage([4, 5])) == Hidden("too_few", 5)
    few = stage([3, 4], thresholds=FIVE)
    assert drop(stage([4, 5, 4, 5, 3]), few) == Hidden("too_few", 5)
    protected = drop(stage([5, 4, 5, 5, 4, 4, 3], thresholds=FIVE), stage([2, 3, 3, 2, 4], thresholds=FIVE))
    assert isinstance(protected, Difference)
    assert (protected.value, protected.low) == (round(protected.value, 1), round(protected.low, 1))


@pytest.mark.parametrize("together", [1.0, 0.0])
def test_the_stated_coverage_is_reached(together: float) -> None:
    """400 draws of 20 people who score two stages, alike or not at all: 95 % of the intervals hold the true mean."""
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        person = chance.normal(size=20)
        first, second = (
            np.clip(3 + 0.7 * (together * person + (1 - together) * chance.normal(size=20)), 1, 5) for _ in range(2)
        )
        low, high = bounds(combine([stage(first, "a"), stage(second, "a")]))
        held += low <= 3 <= high
    assert held / 400 >= 0.93
