from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.drivers import Association, association, upper_third


def test_fisher_by_hand() -> None:
    # two patterns at right angles, mixed to r = 0.5; atanh(0.5) = 0.5493, 1.96 / sqrt(25) = 0.392
    first, second = np.tile([1.0, -1.0], 14), np.tile([1.0, 1.0, -1.0, -1.0], 7)
    found = association(list(first), list(0.5 * first + 0.75**0.5 * second))
    assert found == Association(pytest.approx(0.5), pytest.approx(0.156, abs=1e-3), pytest.approx(0.736, abs=1e-3), 28)


def test_nothing_to_go_together() -> None:
    assert association([1, 2, 3], [1, 2, 3]) is None
    assert association([3, 3, 3, 3], [1, 2, 3, 4]) is None
    assert association([1, 2, 3, 4], [5, 5, 5, 5]) is None
    assert association([], []) is None


def test_a_perfect_line() -> None:
    found = association([1, 2, 3, 4], [8, 6, 4, 2])
    assert found == Association(pytest.approx(-1), pytest.approx(-1), pytest.approx(-1), 4)


def test_pairs_belong_together() -> None:
    with pytest.raises(ValueError, match="one outcome"):
        association([1, 2], [1])


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 10)), min_size=4, max_size=40))
def test_interval_holds_the_correlation(pairs: list[tuple[int, int]]) -> None:
    found = association([one for one, _ in pairs], [other for _, other in pairs])
    if found is not None:
        assert -1 <= found.low <= found.r <= found.high <= 1


def test_upper_third() -> None:
    assert upper_third({"a": 0.5, "b": 0.4, "c": 0.3}) == {"a"}
    assert upper_third({"a": 6, "b": 5, "c": 4, "d": 3, "e": 2, "f": 1}) == {"a", "b"}
    assert upper_third({"a": 0.5, "b": 0.5, "c": 0.3}) == frozenset()
    assert upper_third({"a": 2, "b": 1}) == frozenset()
    assert upper_third({}) == frozenset()


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 5), max_size=12))
def test_upper_third_is_no_more_than_a_third_and_from_the_top(values: dict[str, int]) -> None:
    top = upper_third(values)
    assert 3 * len(top) <= len(values)
    assert all(values[key] > values[other] for key in top for other in values.keys() - top)
