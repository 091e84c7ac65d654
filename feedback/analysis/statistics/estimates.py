"""A figure with how sure it is, and the normal quantile that intervals are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the bounds of its interval in the same unit, and the number of people it rests on.

    `low` and `high` are None where no interval can be given: one person, on a scale without ends.
    """

    value: float
    low: float | None
    high: float | None
    n: int


@lru_cache(maxsize=32)
def z_score(level: float) -> float:
    """Two-sided standard normal quantile: 0.95 gives 1.960, 0.90 gives 1.645. `level` is between 0 and 1, exclusive."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
