import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.statistics import median_interval
from feedback.analysis.statistics.medians import _rank


def test_nobody_has_no_median():
    assert median_interval([]) is None


@pytest.mark.parametrize("n", range(1, 6))
def test_too_few_people_have_no_bounds(n):
    found = median_interval(list(range(n)))
    assert (found.value, found.low, found.high, found.n) == ((n - 1) / 2, None, None, n)


@pytest.mark.parametrize(("n", "rank"), [(6, 1), (9, 2), (10, 2), (15, 4), (20, 6), (25, 8), (50, 18), (100, 40)])
def test_the_bounds_are_the_published_order_statistics(n, rank):
    """Ranks of the sign test's 95 % interval, as in Conover 1999, table A3."""
    assert _rank(n, 0.025) == rank
    found = median_interval([float(value) for value in range(1, n + 1)])
    assert (found.low, found.high) == (rank, n + 1 - rank)


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=80))
def test_the_interval_holds_the_median(values):
    found = median_interval(values)
    assert min(values) <= found.low <= found.value <= found.high <= max(values)
