"""From where on a score counts as positive or negative: the neutral band, chosen on comments not learned from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.sentiment.scoring import NEGATIVE_BELOW, POSITIVE_ABOVE

_STEPS = 41
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Band(NamedTuple):
    """Scores below `low` are negative, above `high` positive, neutral between; -1 < low <= high < 1."""

    low: float
    high: float

    def labels(self, scores: Floats) -> Ints:
        """0 negative, 1 neutral, 2 positive."""
        return np.where(scores < self.low, 0, np.where(scores > self.high, 2, 1)).astype(np.int64)

    def moved(self, score: float) -> float:
        """The score on the scale where the usual band holds, so that a score means the same everywhere; -1..1."""
        if score < self.low:
            return NEGATIVE_BELOW - (self.low - score) / (self.low + 1) * (NEGATIVE_BELOW + 1)
        if score > self.high:
            return POSITIVE_ABOVE + (score - self.high) / (1 - self.high) * (1 - POSITIVE_ABOVE)
        wide = self.high - self.low
        return NEGATIVE_BELOW + (score - self.low) / wide * (POSITIVE_ABOVE - NEGATIVE_BELOW) if wide else 0.0


USUAL = Band(NEGATIVE_BELOW, POSITIVE_ABOVE)


def best_band(scores: Floats, gold: Ints) -> Band:
    """The band with the best macro-F1 (`gold`: 0, 1, 2), looked for among the quantiles of the scores.

    The agreement of neighbouring bands is averaged, so that a lucky edge is not taken for a good one.
    """
    edges = np.unique(np.clip(np.quantile(scores, np.linspace(0.02, 0.98, _STEPS)), -0.95, 0.95))
    reached = _smooth(_agreement(scores, gold, edges))
    low, high = np.unravel_index(int(np.argmax(reached)), reached.shape)
    return Band(round(float(edges[low]), 4), round(float(edges[high]), 4))


def _agreement(scores: Floats, gold: Ints, edges: Floats) -> Floats:
    """Macro-F1 for every pair (low, high) of edges; below the diagonal 0."""
    below = np.array([[np.sum((scores < edge) & (gold == one)) for edge in edges] for one in range(3)], dtype=float)
    above = np.array([[np.sum((scores > edge) & (gold == one)) for edge in edges] for one in range(3)], dtype=float)
    there = np.array([np.sum(gold == one) for one in range(3)], dtype=float)
    negative = _f1(below[0], below.sum(0), there[0])[:, None]
    positive = _f1(above[2], above.sum(0), there[2])[None, :]
    between = there[1] - below[1][:, None] - above[1][None, :]
    said = there.sum() - below.sum(0)[:, None] - above.sum(0)[None, :]
    parts = (there[0] > 0) * negative + (there[2] > 0) * positive + (there[1] > 0) * _f1(between, said, there[1])
    return np.asarray(np.triu(parts / max(1, np.sum(there > 0))))


def _f1(right: Floats, said: Floats, there: float) -> Floats:
    return np.asarray(2 * right / np.maximum(said + there, 1))


def _smooth(reached: Floats) -> Floats:
    """Each value averaged with its neighbours that are bands too."""
    padded = np.pad(reached, 1)
    size = len(reached)
    moves = [(row, column) for row in range(3) for column in range(3)]
    sums = sum(padded[row : row + size, column : column + size] for row, column in moves)
    counted = np.pad(np.triu(np.ones_like(reached)), 1)
    counts = sum(counted[row : row + size, column : column + size] for row, column in moves)
    return np.asarray(np.triu(sums / np.maximum(counts, 1)))
