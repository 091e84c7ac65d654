"""Answers that do not all count the same, and groups small enough to be nearly all heard."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np


def finite_population_factor(n: int, population: int) -> float:
    """What a standard error shrinks by when n of a closed group were heard: sqrt((N - n) / (N - 1)), 0..1.

    Cochran (1977), Sampling Techniques, 2.6. Everybody heard gives 0. A group recorded as smaller than the number
    heard counts as wholly heard, and a group of one is known once its person is.
    """
    if n < 0 or population < 0:
        raise ValueError("numbers of people are not negative")
    if n >= population or population == 1:
        return 0.0 if n >= 1 else 1.0
    return sqrt((population - n) / (population - 1)) if n else 1.0


def effective_n(weights: Sequence[float]) -> float:
    """How many equally weighted answers these weights are worth: (sum w)^2 / sum w^2 (Kish 1965, Survey Sampling).

    Between 1 and the number of positive weights; equal weights give their number. No weight at all gives 0.
    """
    data = _checked(weights)
    squares = float((data**2).sum())
    return 0.0 if squares == 0 else float(data.sum()) ** 2 / squares


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    """Sum of w x over sum of w, in the unit of the values. None when there are no values or no weight."""
    data = _checked(weights)
    if len(values) != len(data):
        raise ValueError("one weight per value")
    total = float(data.sum())
    return None if total == 0 else float(np.asarray(values, dtype=float) @ data) / total


def _checked(weights: Sequence[float]) -> np.ndarray:
    """Scaled by the largest, so that squares neither overflow nor vanish; the results here do not depend on scale."""
    data = np.asarray(weights, dtype=float)
    if not np.isfinite(data).all() or (data < 0).any():
        raise ValueError("weights are finite and not negative")
    return data / data.max() if data.size and data.max() > 0 else data
