from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.statistics import Estimate, proportion_difference, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_examples_of_newcombe(successes: int, n: int, low: float, high: float) -> None:
    estimate = wilson(successes, n)
    assert estimate is not None
    assert (round(estimate.low or 0, 4), round(estimate.high or 0, 4)) == (low, high)


def test_published_difference_of_newcombe() -> None:
    difference = proportion_difference(56, 70, 48, 80)
    assert difference is not None and difference.low is not None and difference.high is not None
    assert difference.value == pytest.approx(0.2)
    assert (round(difference.low, 4), round(difference.high, 4)) == (0.0524, 0.3339)
    assert difference.n == 150


def test_nobody_is_not_zero() -> None:
    assert wilson(0, 0) is None
    assert proportion_difference(0, 0, 1, 2) is None


def test_everybody_leaves_room_below_only() -> None:
    estimate = wilson(5, 5)
    assert estimate is not None
    assert estimate == Estimate(1.0, pytest.approx(0.5655, abs=1e-4), 1.0, 5)


def test_refuses_what_is_not_a_share() -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(3, 2)
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, 1.0)


@given(st.integers(1, 500), st.data())
def test_interval_holds_its_value_and_narrows_with_the_level(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    wide, narrow = wilson(successes, n, 0.95), wilson(successes, n, 0.90)
    assert wide and narrow and wide.low is not None and narrow.low is not None
    assert wide.high is not None and narrow.high is not None
    assert 0 <= wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high <= 1


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_difference_turns_with_its_sides(first_n: int, second_n: int, data: st.DataObject) -> None:
    first, second = data.draw(st.integers(0, first_n)), data.draw(st.integers(0, second_n))
    there, back = (
        proportion_difference(first, first_n, second, second_n),
        proportion_difference(second, second_n, first, first_n),
    )
    assert there and back and there.low is not None and back.high is not None
    assert there.value == pytest.approx(-back.value)
    assert there.low == pytest.approx(-back.high)
    assert there.low - 1e-12 <= there.value
