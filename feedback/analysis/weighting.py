"""Figures of parts of one group brought together by the size of the parts. Within one group, never across kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from feedback.analysis.statistics import effective_n

FEWEST_IN_A_PART = 5
"""People who answered in a part, below which it is not weighed: one answer must not stand for a department."""


class Part(NamedTuple):
    """A part of a group: its mean with the bounds of its interval, who answered, and how many people it has."""

    value: float
    low: float
    high: float
    n: int
    size: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mean in the unit of its parts, with its interval; `n` people answered, worth `effective_n` equal ones."""

    value: float
    low: float
    high: float
    n: int
    effective_n: float

    @property
    def design_effect(self) -> float:
        """How many times larger the variance is than if each person counted the same, from 1 (Kish 1965)."""
        return self.n / self.effective_n


def weighed(parts: Sequence[Part]) -> Weighed | None:
    """The mean of all people of the parts, each part counting by its size: Σ W_h m_h with W_h = N_h / N.

    Post-stratification (Cochran 1977, Sampling Techniques, 5A.9); the parts are different people, so the squares of
    their half-widths add up, weighted. None with fewer than two parts, a part with fewer than five answers, or one of
    which nobody knows the size.
    """
    if len(parts) < 2 or any(part.n < FEWEST_IN_A_PART or part.size < 1 for part in parts):
        return None
    total = sum(part.size for part in parts)
    shares = [part.size / total for part in parts]
    value = sum(share * part.value for share, part in zip(shares, parts, strict=True))
    below = sqrt(sum((share * (part.value - part.low)) ** 2 for share, part in zip(shares, parts, strict=True)))
    above = sqrt(sum((share * (part.high - part.value)) ** 2 for share, part in zip(shares, parts, strict=True)))
    weights = [share / part.n for share, part in zip(shares, parts, strict=True) for _ in range(part.n)]
    return Weighed(value, value - below, value + above, len(weights), effective_n(weights))
