"""The mean of one value per person."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from feedback.analysis.statistics.estimates import Estimate
from feedback.analysis.statistics.weights import finite_population_factor


def mean_interval(
    values: Sequence[float],
    *,
    level: float = 0.95,
    ends: tuple[float, float] | None = None,
    population: int | None = None,
) -> Estimate | None:
    """Mean with Student's t interval (Student 1908, Biometrika 6), in the unit of the values; one value per person.

    `ends` are the lowest and highest possible value: the interval is cut there. `population` is the size of a closed
    group and narrows the interval. Nobody: None. One person, or everyone the same: t has no spread to work with and
    would claim certainty, so with `ends` the interval is what an unseen minority could still do to the mean
    (`unseen_share`); without `ends`, everyone the same gives the bare value on both sides, one person gives no bounds.
    """
    if len(values) == 0:
        return None
    data = np.asarray(values, dtype=float)
    n, value = len(data), float(data.mean())
    factor = 1.0 if population is None else finite_population_factor(n, population)
    if data.min() == data.max():
        return _without_spread(value, n, level, ends, factor)
    half = _t_quantile(level, n - 1) * float(data.std(ddof=1)) / sqrt(n) * factor
    return _cut(Estimate(value, value - half, value + half, n), ends)


def unseen_share(n: int, level: float) -> float:
    """Largest share of people who answer otherwise that n equal answers still allow (Clopper & Pearson 1934)."""
    return 1 - float(((1 - level) / 2) ** (1 / n))


def _without_spread(value: float, n: int, level: float, ends: tuple[float, float] | None, factor: float) -> Estimate:
    if ends is None:
        bound = None if n == 1 and factor > 0 else value
        return Estimate(value, bound, bound, n)
    unseen = unseen_share(n, level) * factor
    return Estimate(value, value - unseen * (value - ends[0]), value + unseen * (ends[1] - value), n)


def _cut(estimate: Estimate, ends: tuple[float, float] | None) -> Estimate:
    if ends is None or estimate.low is None or estimate.high is None:
        return estimate
    return Estimate(estimate.value, max(estimate.low, ends[0]), min(estimate.high, ends[1]), estimate.n)


def _t_quantile(level: float, freedom: int) -> float:
    from scipy.special import stdtrit  # loading scipy takes most of a second, and most requests need no interval

    return float(stdtrit(freedom, (1 + level) / 2))
