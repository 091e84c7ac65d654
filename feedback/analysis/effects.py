"""What a theme goes together with: how much the score of all would move with the mentioners left out. Never cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from feedback.analysis.statistics import z_score

FEWEST_PEOPLE = 10
"""People on either side, with the theme and without, below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Mean of all less mean of those without the theme, in the unit of the score; below 0 it goes with worse scores.

    `low` and `high` are its 95 % interval; `n` people gave a score, `mentioned` of them raised the theme.
    """

    value: float
    low: float
    high: float
    n: int
    mentioned: int

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves zero out; 0 where chance alone could have done it."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def effect(scores: Sequence[float], mentioned: Sequence[bool], *, level: float = 0.95) -> Effect | None:
    """Effect of a theme: q · (mean with it - mean without it), q being the share of people who raised it.

    It can grow only because more people raise the theme. Standard error by the influence of each person,
    ψ = (x - m) - [without](x - m_without) / (1 - q), SE = √(mean ψ² / n) (Hampel 1974, JASA 69). One score per person.
    None with fewer than 10 people on either side.
    """
    x, with_it = np.asarray(scores, dtype=float), np.asarray(mentioned, dtype=bool)
    if len(x) != len(with_it):
        raise ValueError("one score per person")
    n, raised = len(x), int(with_it.sum())
    if min(raised, n - raised) < FEWEST_PEOPLE:
        return None
    mean, without = float(x.mean()), float(x[~with_it].mean())
    influence = (x - mean) - np.where(with_it, 0.0, (x - without) * n / (n - raised))
    half = z_score(level) * sqrt(float((influence**2).mean()) / n)
    value = mean - without
    return Effect(value, value - half, value + half, n, raised)
