from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.readings.figures import Bounded, Difference, bounded, difference, shown, together

VALUES = st.floats(1, 5)


def test_hidden_missing_and_unbounded_figures_are_left_out() -> None:
    figures = {"a": Shown(3.0, 9, 2.5, 3.5), "b": Hidden("too_few", 5), "c": Shown(3.0, 1)}
    assert shown(figures, ("d", "c", "b", "a")) == {"a": Bounded(3.0, 2.5, 3.5, 9)}
    assert bounded(None) is None


def test_together_is_the_mean_of_values_and_bounds() -> None:
    assert together([Bounded(2, 1, 4, 10), Bounded(4, 3, 5, 7)]) == Bounded(3, 2, 4.5, 7)
    assert together([]) is None


def test_a_difference_by_hand() -> None:
    """3 (2.7..3.3) less 2 (1.6..2.4): 1 ± sqrt(0.09 + 0.16) = 1 ± 0.5."""
    apart = difference(Bounded(3, 2.7, 3.3, 30), Bounded(2, 1.6, 2.4, 30))
    assert (apart.value, apart.low, apart.high) == pytest.approx((1, 0.5, 1.5))


def test_uneven_intervals_take_the_sides_that_face_each_other() -> None:
    apart = difference(Bounded(3, 2, 3.1, 30), Bounded(2, 1.9, 4, 30))
    assert apart.low == pytest.approx(1 - (1 + 4) ** 0.5)
    assert apart.high == pytest.approx(1 + (0.01 + 0.01) ** 0.5)


@pytest.mark.parametrize(("low", "high", "sign"), [(0.1, 1, 1), (-1, -0.1, -1), (-0.1, 0.1, 0), (0, 1, 0), (-1, 0, 0)])
def test_a_sign_only_where_zero_is_left_out(low: float, high: float, sign: int) -> None:
    assert Difference((low + high) / 2, low, high).sign == sign


@given(st.lists(VALUES, min_size=6, max_size=6))
def test_turned_around_it_is_the_same_difference(numbers: list[float]) -> None:
    one, other = (Bounded(sorted(three)[1], min(three), max(three), 9) for three in (numbers[:3], numbers[3:]))
    there, back = difference(one, other), difference(other, one)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.low <= there.value <= there.high
