from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.statistics import NetScore, net_score, net_score_of


@pytest.mark.parametrize(("people", "half_width"), [(100, 15.6), (200, 11.2)])
def test_adjusted_wald_widths_by_hand(people: int, half_width: float) -> None:
    # n = 100: p' = 45.75 / 103, d' = 25.75 / 103, variance (0.6942 - 0.1942^2) / 103, times 1.96
    score = net_score(45 * people // 100, 30 * people // 100, 25 * people // 100)
    assert score is not None
    assert (score.high - score.low) / 2 == pytest.approx(half_width, abs=0.1)
    assert score.value == 20


def test_centre_is_softened_and_value_is_not() -> None:
    score = net_score(10, 5, 5)
    assert score == NetScore(25.0, pytest.approx(-11.716, abs=1e-3), pytest.approx(55.194, abs=1e-3), 10, 5, 5)
    assert score is not None and score.n == 20


def test_answers_are_counted_by_the_usual_cuts() -> None:
    score = net_score_of([0, 6, 7, 8, 9, 10])
    assert score is not None and (score.promoters, score.passives, score.detractors) == (2, 2, 2)
    with pytest.raises(ValueError, match="scale"):
        net_score_of([11])


def test_nobody() -> None:
    assert net_score(0, 0, 0) is None
    assert net_score_of([]) is None


@given(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(any))
def test_interval_holds_the_value_within_the_scale(counts: tuple[int, int, int]) -> None:
    score = net_score(*counts)
    assert score is not None
    assert -100 <= score.low <= score.value <= score.high <= 100
