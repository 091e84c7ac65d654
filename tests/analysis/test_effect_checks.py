"""Effect checks: what the interval says, what chance and choice may not."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from feedback.analysis.effect_checks import (
    Change,
    Level,
    Sample,
    beyond,
    change,
    level,
    moved,
    needed,
    pulled,
    spread_between,
    verdict,
)

FIVES = st.lists(st.integers(1, 5).map(float), min_size=10, max_size=60)


def drawn(mean: float, people: int, seed: int) -> Sample:
    draws = np.random.default_rng(seed).normal(mean, 1.2, people)
    return Sample.of([float(value) for value in np.clip(np.rint(draws), 1, 5)])


def of(value: float, error: float = 0.01, freedom: float = 1000) -> Level:
    return Level(value, error, freedom)


def known(sample: Sample) -> Level:
    found = level(sample)
    assert found is not None
    return found


@given(FIVES, FIVES)
def test_two_samples_differ_as_welch_has_it(before: list[float], after: list[float]) -> None:
    one, two = np.asarray(before), np.asarray(after)
    if min(one.var(ddof=1) * len(one), two.var(ddof=1) * len(two)) <= 1:
        return
    found = change(moved(known(Sample.of(before)), known(Sample.of(after))))
    theirs = stats.ttest_ind(two, one, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high))


def test_equal_answers_prove_little() -> None:
    same = Sample.of([4.0] * 20)
    assert same.variance == pytest.approx(1 / 20)
    assert Sample.of([4.0]).variance == float("inf")


def test_nothing_is_said_of_nine_people() -> None:
    assert level(Sample.of([3.0, 4.0, 5.0] * 3)) is None
    assert level(Sample.of([3.0] * 5 + [4.0] * 5)) == Level(3.5, 2.5 / 9 / 10, 9)


def test_samples_add_up() -> None:
    assert Sample.of([1.0, 2.0]) + Sample.of([5.0]) == Sample.of([1.0, 2.0, 5.0])


def test_stages_that_differ_by_chance_alone_are_pulled_together() -> None:
    samples = {stage: drawn(3.5, 40, seed=stage) for stage in range(10)}
    before = [sample.mean for sample in samples.values()]
    after = [one.value for one in pulled(samples).values()]
    assert max(after) - min(after) < 0.5 * (max(before) - min(before))


def test_stages_that_truly_differ_keep_their_place() -> None:
    samples = {stage: drawn(2.0 + stage / 3, 400, seed=stage) for stage in range(8)}
    for stage, one in pulled(samples).items():
        assert one.value == pytest.approx(samples[stage].mean, abs=0.05)


def test_three_stages_are_no_journey_to_pull_towards() -> None:
    assert pulled({stage: drawn(3.0, 40, seed=stage) for stage in range(3)}) == {}
    assert len(pulled({stage: drawn(3.0, 40 if stage else 9, seed=stage) for stage in range(5)})) == 4


def test_spread_between_is_what_errors_do_not_explain() -> None:
    assert spread_between([of(3.0), of(3.0), of(3.1)]) == 0.0
    assert spread_between([of(2.0), of(3.0), of(4.0)]) == pytest.approx(1.0 - 0.01)


def test_what_moved_everywhere_is_not_the_work() -> None:
    assert beyond(of(0.6), [of(0.5), of(0.7)]).value == pytest.approx(0.0)
    assert beyond(of(0.6), []) == of(0.6)


def test_the_errors_of_controls_count_too() -> None:
    assert beyond(of(0.6), [of(0.5), of(0.5)]).error == pytest.approx(0.01 + 0.01 / 2)


def test_controls_that_move_apart_say_how_restless_a_stage_is() -> None:
    calm, restless = [of(0.1), of(0.1), of(0.1)], [of(-0.5), of(0.1), of(0.7)]
    assert beyond(of(0.6), calm).error < beyond(of(0.6), restless).error
    assert change(beyond(of(0.6), restless)).low < 0 < change(beyond(of(0.6), calm)).low


def test_every_further_look_may_err_half_as_often() -> None:
    for look in (1, 2, 3):
        found = change(of(0.0, error=1.0, freedom=1e9), look=look)
        assert 2 * stats.norm.sf(found.high) == pytest.approx(0.05 / 2 ** (look - 1), rel=1e-4)


@pytest.mark.parametrize(
    ("low", "high", "detectable", "expected"),
    [
        (0.1, 0.7, 0.4, "improved"),
        (0.1, 0.2, 0.1, "unchanged"),
        (-0.7, -0.1, 0.4, "worse"),
        (-0.2, -0.1, 0.1, "unchanged"),
        (-0.2, 0.4, 0.3, "unchanged"),
        (-0.2, 0.2, 0.9, "unchanged"),
        (-0.4, 0.6, 0.7, "not_enough"),
    ],
)
def test_verdicts(low: float, high: float, detectable: float, expected: str) -> None:
    found = Change((low + high) / 2, low, high, detectable)
    turned = Change(-(low + high) / 2, -high, -low, detectable)
    assert verdict(found, direction="up", minimum=0.3) == expected
    assert verdict(turned, direction="down", minimum=0.3) == expected


def test_people_needed_find_the_minimum_four_times_out_of_five() -> None:
    people = needed(0.5, 1.44)
    assert people == 100
    error = sqrt(2 * 1.44 / people)
    assert stats.norm.sf(1.96 - 0.5 / error) == pytest.approx(0.84, abs=0.01)


def test_a_thin_baseline_needs_more_people_or_cannot_do_it() -> None:
    assert needed(0.5, 1.44, before=200) == 65
    assert needed(0.5, 1.44, before=60) == 202
    assert needed(0.5, 1.44, before=40) is None
    assert needed(0.5, 1.44, before=200, others=0.05) is None
    assert needed(2.0, 1.0) == 10
    with pytest.raises(ValueError, match="above 0"):
        needed(0.0, 1.0)
