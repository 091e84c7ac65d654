"""The median of one value per person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feedback.analysis.statistics.estimates import Estimate


def median_interval(values: Sequence[float], *, level: float = 0.95) -> Estimate | None:
    """Median with its interval between two order statistics (Conover 1999, section 3.2), in the unit of the values.

    No shape of distribution is assumed. Nobody: None. Below six people (at 95 %) no two values enclose the median
    that surely, and there are no bounds.
    """
    if len(values) == 0:
        return None
    data = np.sort(np.asarray(values, dtype=float))
    n, value = len(data), float(np.median(data))
    rank = _rank(n, (1 - level) / 2)
    if rank == 0:
        return Estimate(value, None, None, n)
    return Estimate(value, float(data[rank - 1]), float(data[n - rank]), n)


def _rank(n: int, tail: float) -> int:
    """Largest r with P(Binomial(n, 1/2) < r) at most the tail; 0 where there is none."""
    from scipy.special import bdtr  # loading scipy takes most of a second, and most requests need no interval

    low, high = 0, n // 2
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if bdtr(middle - 1, n, 0.5) <= tail else (low, middle - 1)
    return low
