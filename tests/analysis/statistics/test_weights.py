from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.statistics import effective_n, finite_population_factor, weighted_mean


def test_kish_by_hand() -> None:
    assert effective_n([1, 1, 2]) == pytest.approx(16 / 6)
    assert effective_n([3, 3, 3]) == pytest.approx(3)
    assert effective_n([]) == effective_n([0, 0]) == 0


def test_weighted_mean_by_hand() -> None:
    assert weighted_mean([1, 4], [3, 1]) == pytest.approx(1.75)
    assert weighted_mean([], []) is None
    assert weighted_mean([2], [0]) is None


def test_weights_are_checked() -> None:
    with pytest.raises(ValueError, match="not negative"):
        effective_n([1, -1])
    with pytest.raises(ValueError, match="one weight"):
        weighted_mean([1], [1, 1])


@pytest.mark.parametrize(
    ("n", "population", "factor"),
    [(20, 100, (80 / 99) ** 0.5), (100, 100, 0), (120, 100, 0), (1, 1, 0), (0, 10, 1), (1, 10, 1), (0, 0, 1)],
)
def test_finite_population(n: int, population: int, factor: float) -> None:
    assert finite_population_factor(n, population) == pytest.approx(factor)


@given(st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=30))
def test_effective_n_lies_between_one_and_the_number(weights: list[float]) -> None:
    assert 1 - 1e-9 <= effective_n(weights) <= len(weights) + 1e-9
