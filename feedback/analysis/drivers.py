"""How closely the score of a stage goes together with the overall outcome. Association, never cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np

from feedback.analysis.statistics import z_score

FEWEST_PEOPLE = 4
CERTAIN = 1 - 1e-12


@dataclass(frozen=True, slots=True)
class Association:
    """Pearson correlation r, -1..1, 1 moving wholly together, with its interval and the people it rests on."""

    r: float
    low: float
    high: float
    n: int


def association(scores: Sequence[float], outcomes: Sequence[float], level: float = 0.95) -> Association | None:
    """Correlation of a stage's score with the overall outcome over people who gave both, one pair per person.

    Interval by Fisher's z (Fisher 1921, Metron 1). None below four people, where z has no spread, and where all
    scores or all outcomes are equal, where nothing can go together. A perfect line gives an interval of no width.
    """
    x, y = np.asarray(scores, dtype=float), np.asarray(outcomes, dtype=float)
    if len(x) != len(y):
        raise ValueError("one outcome per score")
    if len(x) < FEWEST_PEOPLE or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
    if abs(r) >= CERTAIN:
        return Association(r, r, r, len(x))
    half = z_score(level) / sqrt(len(x) - 3)
    return Association(r, tanh(atanh(r) - half), tanh(atanh(r) + half), len(x))


def upper_third(values: Mapping[str, float]) -> frozenset[str]:
    """Keys whose value is in the upper third: no more than a third of all values are as large or larger.

    Equal values stand or fall together; so with fewer than three, or with all equal, nothing is in the upper third.
    """
    return frozenset(
        key for key, value in values.items() if 3 * sum(other >= value for other in values.values()) <= len(values)
    )
