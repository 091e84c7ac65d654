"""A line that moved is told from one that chance moves, and since when."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.changes import Counted, beyond_chance, change, step
from feedback.analysis.statistics import Estimate


def line(*shares: float, n: int = 100) -> list[Counted]:
    return [Counted(round(share * n), n) for share in shares]


def test_a_step_is_found_where_it_is() -> None:
    found = change(line(0.2, 0.22, 0.19, 0.45, 0.43, 0.47))
    assert found is not None
    assert found.at == 3
    assert (found.before, found.after) == (pytest.approx(61 / 300), pytest.approx(0.45))
    assert found.difference.low is not None and found.difference.low > 0
    assert found.p == 0.001


def test_a_fall_is_a_change_too() -> None:
    found = change(line(0.5, 0.5, 0.2, 0.2))
    assert found is not None
    assert found.at == 2 and found.difference.value < 0


def test_chance_is_called_chance() -> None:
    """Lines of one and the same share: told as changed in about 5 of 100, though the best moment is searched for."""
    random = np.random.default_rng(7)
    told = sum(
        change([Counted(int(random.binomial(60, 0.3)), 60) for _ in range(8)], seed=seed) is not None
        for seed in range(150)
    )
    assert told <= 15


def test_nothing_to_compare() -> None:
    assert change([]) is None
    assert change(line(0.5)) is None
    assert change(line(0.0, 1.0, n=9)) is None
    assert change(line(0.0, 0.0)) is None
    assert change(line(1.0, 1.0)) is None
    with pytest.raises(ValueError, match="among those who wrote"):
        change([Counted(3, 2), Counted(1, 40)])


def test_a_few_people_at_one_end_are_no_side_of_their_own() -> None:
    found = change([Counted(5, 5), Counted(10, 50), Counted(30, 50), Counted(29, 50)])
    assert found is not None
    assert found.at == 2


def test_steps_between_waves() -> None:
    waves = [Estimate(3.0, 2.8, 3.2, 40), Estimate(3.5, 3.3, 3.7, 50), Estimate(3.6, None, None, 1)]
    up, unknown = step(waves[0], waves[1]), step(waves[1], waves[2])
    assert up is not None
    assert (up.value, up.n) == (pytest.approx(0.5), 40)
    assert (up.low, up.high) == (pytest.approx(0.5 - 0.08**0.5), pytest.approx(0.5 + 0.08**0.5))
    assert unknown is None
    assert beyond_chance(up)
    assert not beyond_chance(Estimate(0.1, -0.1, 0.3, 9)) and not beyond_chance(Estimate(0.1, None, None, 1))
    assert step(waves[2], waves[0]) is None
