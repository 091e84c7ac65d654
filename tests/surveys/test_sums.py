"""Mean and interval from sums equal those from the values themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.statistics import mean_interval
from feedback.surveys.sums import mean_of_sums

FIVE = st.floats(1, 5).map(lambda value: round(value, 2))


@settings(deadline=None)
@given(st.lists(FIVE, min_size=1, max_size=60), st.none() | st.integers(60, 200))
def test_sums_say_what_values_say(values: list[float], population: int | None) -> None:
    squares = sum(value * value for value in values)
    found = mean_of_sums(len(values), sum(values), squares, population=population)
    expected = mean_interval(values, ends=(1.0, 5.0), population=population)
    assert (found.value, found.n) == (pytest.approx(expected.value), expected.n)
    assert (found.low, found.high) == (pytest.approx(expected.low, abs=1e-3), pytest.approx(expected.high, abs=1e-3))


def test_nobody_is_no_figure() -> None:
    assert mean_of_sums(0, 0.0, 0.0) is None


def test_everyone_heard_leaves_no_doubt() -> None:
    found = mean_of_sums(4, 12.0, 40.0, population=4)
    assert (found.low, found.value, found.high) == (3.0, 3.0, 3.0)
