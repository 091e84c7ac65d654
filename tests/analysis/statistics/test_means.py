from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.statistics import Estimate, mean_interval
from feedback.analysis.statistics.means import unseen_share


def test_student_by_hand() -> None:
    # sd 1.5811, standard error 0.7071, t with 4 degrees of freedom 2.7764
    assert mean_interval([1, 2, 3, 4, 5]) == Estimate(
        3.0, pytest.approx(1.0368, abs=1e-4), pytest.approx(4.9632, abs=1e-4), 5
    )


def test_a_closed_group_narrows_it_and_a_whole_one_closes_it() -> None:
    # factor sqrt((6 - 5) / (6 - 1)) = 0.4472
    narrowed = mean_interval([1, 2, 3, 4, 5], population=6)
    assert narrowed is not None and narrowed.high == pytest.approx(3 + 1.9632 * 0.4472, abs=1e-3)
    assert mean_interval([1, 2, 3, 4, 5], population=5) == Estimate(3.0, 3.0, 3.0, 5)


def test_nobody() -> None:
    assert mean_interval([]) is None


def test_one_person_has_no_interval_without_ends() -> None:
    assert mean_interval([4.0]) == Estimate(4.0, None, None, 1)
    assert mean_interval([4.0], population=1) == Estimate(4.0, 4.0, 4.0, 1)


def test_one_person_on_a_scale_says_nearly_nothing() -> None:
    # one equal answer still allows 97.5 % of the people to answer otherwise
    assert mean_interval([4.0], ends=(1, 5)) == Estimate(4.0, pytest.approx(1.075), pytest.approx(4.975), 1)


def test_everyone_the_same_is_not_certainty() -> None:
    assert unseen_share(5, 0.95) == pytest.approx(0.5218, abs=1e-4)  # upper Clopper-Pearson bound of 0 of 5
    five = mean_interval([5.0] * 5, ends=(1, 5))
    assert five == Estimate(5.0, pytest.approx(5 - 4 * 0.5218, abs=1e-3), 5.0, 5)
    assert mean_interval([5.0] * 5) == Estimate(5.0, 5.0, 5.0, 5)


@given(st.lists(st.floats(1, 5), min_size=1, max_size=30))
def test_on_a_scale_the_interval_stays_on_it_and_holds_the_mean(values: list[float]) -> None:
    estimate = mean_interval(values, ends=(1, 5))
    assert estimate is not None and estimate.low is not None and estimate.high is not None
    assert 1 - 1e-9 <= estimate.low <= estimate.value + 1e-9
    assert estimate.value - 1e-9 <= estimate.high <= 5 + 1e-9
