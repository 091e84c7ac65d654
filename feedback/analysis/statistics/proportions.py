"""Shares of people, 0 to 1, and the difference between two of them."""

from __future__ import annotations

from math import hypot, sqrt

from feedback.analysis.statistics.estimates import Estimate, z_score


def wilson(successes: float, n: int, level: float = 0.95) -> Estimate | None:
    """Share of n people with its score interval (Wilson 1927, JASA 22); bounds stay within 0..1.

    `successes` may be fractional, as when each person's mentions are averaged first.
    n = 0 gives None. With nobody or everybody, the bound on that side is exactly 0 or 1.
    """
    if n == 0:
        return None
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")
    share, z2 = successes / n, z_score(level) ** 2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2) / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return Estimate(share, low, high, n)


def proportion_difference(
    first: float, first_n: int, second: float, second_n: int, level: float = 0.95
) -> Estimate | None:
    """First share minus second, -1..1, of independent people, with the interval that joins their Wilson bounds.

    Newcombe (1998), Statistics in Medicine 17, method 10. None when either side has nobody; n counts both sides.
    """
    a, b = wilson(first, first_n, level), wilson(second, second_n, level)
    if a is None or b is None:
        return None
    value = a.value - b.value
    below = hypot(a.value - _known(a.low), _known(b.high) - b.value)
    above = hypot(_known(a.high) - a.value, b.value - _known(b.low))
    return Estimate(value, max(-1.0, value - below), min(1.0, value + above), a.n + b.n)


def _known(bound: float | None) -> float:
    assert bound is not None, "Wilson always has bounds"
    return bound
