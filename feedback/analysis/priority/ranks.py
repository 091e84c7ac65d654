"""Which places a line could hold: simultaneous confidence sets for ranks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.panel import Floats

# Differences this small are rounding, not evidence.
TINY = 1e-9


@dataclass(frozen=True, eq=False)
class RankSets:
    """Best (`low`) and worst (`high`) place of each line, 1 best.

    `spread` is the standard deviation of the difference of each two lines (lines by lines). `critical` is how many
    of its standard deviations a difference must exceed.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    critical: float
    spread: Floats


def rank_sets(scores: Floats, draws: Floats, *, level: float = 0.95, evidence: Floats | None = None) -> RankSets:
    """Sets that hold all true ranks at once with probability `level`, from scores and their draws (lines by draws).

    Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91: the critical value is the `level` quantile
    of the largest |D* - D| / sd(D*) over all pairs; a line's best place is 1 plus the lines significantly above it.
    A pair whose difference never moves is left out of the maximum. It counts as separated where the two rest on equal
    `evidence` and differ by what is certain, as a fixed effort; otherwise too few people were heard to move it, and it
    does not. Higher scores are better.
    """
    spread, largest = _pairwise(draws - scores[:, None])
    critical = float(np.quantile(largest, level, method="higher")) if largest.size else 0.0
    gaps = scores[:, None] - scores[None, :]
    moving = spread > TINY
    certain = np.zeros_like(moving) if evidence is None else np.abs(evidence[:, None] - evidence[None, :]) <= TINY
    above = np.where(moving, gaps > critical * spread, certain & (gaps > TINY))
    return RankSets(1 + above.sum(axis=0), len(scores) - above.sum(axis=1), critical, spread)


def _pairwise(deviations: Floats) -> tuple[Floats, Floats]:
    """Spread of every pair's difference; in each draw the largest standardised one. Line by line, to bound memory."""
    lines, draws = deviations.shape
    spread, largest = np.zeros((lines, lines)), np.zeros(draws)
    for line in range(lines - 1):
        gaps = deviations[line] - deviations[line + 1 :]
        sd = gaps.std(axis=1)
        spread[line, line + 1 :] = spread[line + 1 :, line] = sd
        moving = sd > TINY
        np.maximum(largest, (np.abs(gaps[moving]) / sd[moving, None]).max(axis=0, initial=0.0), out=largest)
    return spread, largest
