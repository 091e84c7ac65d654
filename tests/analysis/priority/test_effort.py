from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import Effort
from feedback.analysis.priority.effort import log_effort_draws


@pytest.mark.parametrize(("low", "likely", "high"), [(0, 1, 2), (2, 1, 3), (1, 4, 3), (-1, 1, 2)])
def test_effort_is_ordered_and_above_zero(low: float, likely: float, high: float) -> None:
    with pytest.raises(ValueError, match="order"):
        Effort(low, likely, high)


def test_lines_without_effort_share_one_draw() -> None:
    draws = log_effort_draws({"a": None, "b": Effort(1, 5, 20), "c": None}, seed=3, draws=500)
    assert np.array_equal(draws[0], draws[2])
    assert not np.array_equal(draws[0], draws[1])


def test_draws_are_triangular() -> None:
    [draws] = np.exp(log_effort_draws({"a": Effort(2, 3, 10)}, seed=1, draws=20_000))
    assert draws.min() >= 2 and draws.max() <= 10
    assert draws.mean() == pytest.approx(5, abs=0.05)  # (2 + 3 + 10) / 3


def test_a_fixed_effort_does_not_move() -> None:
    assert log_effort_draws({"a": Effort(4, 4, 4)}, seed=1, draws=3).tolist() == [[pytest.approx(np.log(4))] * 3]


def test_a_line_keeps_its_draws_whatever_stands_beside_it() -> None:
    alone = log_effort_draws({"b": Effort(1, 2, 9)}, seed=5, draws=50)
    beside = log_effort_draws({"a": Effort(1, 2, 9), "b": Effort(1, 2, 9)}, seed=5, draws=50)
    assert np.array_equal(alone[0], beside[1])
    assert not np.array_equal(beside[0], beside[1])
