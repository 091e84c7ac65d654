"""Mean and interval from sums, for figures that the database added up. Pure."""

from __future__ import annotations

from math import sqrt

from feedback.analysis.statistics import BEST, WORST, Estimate, finite_population_factor
from feedback.analysis.statistics.means import unseen_share

LEVEL = 0.95
_NO_SPREAD = 1e-9
"""Variance below which sums of equal values differ by rounding only."""


def mean_of_sums(people: int, total: float, squares: float, *, population: int | None = None) -> Estimate | None:
    """What `mean_interval` answers for `people` values of 1..5 that add up to `total`, their squares to `squares`.

    Nobody: None. `population` is the size of a closed group, as there.
    """
    if people == 0:
        return None
    value = min(BEST, max(WORST, total / people))
    factor = 1.0 if population is None else finite_population_factor(people, population)
    variance = (squares - people * value * value) / (people - 1) if people > 1 else 0.0
    if variance <= _NO_SPREAD:
        unseen = unseen_share(people, LEVEL) * factor
        return Estimate(value, value - unseen * (value - WORST), value + unseen * (BEST - value), people)
    half = _t_quantile(people - 1) * sqrt(variance / people) * factor
    return Estimate(value, max(WORST, value - half), min(BEST, value + half), people)


def _t_quantile(freedom: int) -> float:
    from scipy.special import stdtrit  # loading scipy takes most of a second, and most requests need no interval

    return float(stdtrit(freedom, (1 + LEVEL) / 2))
