"""Which places a line could hold: simultaneous confidence sets for ranks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.largest import largest
from feedback.analysis.priority.panel import Floats
from feedback.analysis.priority.spreads import Singles, spreads

# Differences of scores this small are rounding, not evidence.
TINY = 1e-9


@dataclass(frozen=True, eq=False)
class RankSets:
    """Best (`low`) and worst (`high`) place of each line, 1 best.

    `spread` is the standard deviation of the difference of each two lines (lines by lines), 0 where it never moves.
    `critical` is how many of its standard deviations a difference must exceed.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    critical: float
    spread: Singles


def rank_sets(
    scores: Floats,
    draws: NDArray[np.floating],
    *,
    level: float = 0.95,
    evidence: Floats | None = None,
    together: NDArray[np.bool_] | None = None,
) -> RankSets:
    """Sets that hold all true ranks at once with probability `level`, from scores and their draws (lines by draws).

    Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91: the critical value is the `level` quantile
    of the largest |D* - D| / sd(D*) over all pairs; a line's best place is 1 plus the lines significantly above it.
    A pair whose difference never moves is left out of the maximum. It counts as separated where the two rest on equal
    `evidence` and differ by what is certain, as a fixed effort; otherwise too few people were heard to move it, and it
    does not. Higher scores are better. `together`: lines that share one movement (see `largest`); without it the sets
    are the same, and found more slowly.
    """
    deviations = (draws - scores[:, None]).astype(np.float32, copy=False)
    spread = spreads(deviations)
    reached = largest(deviations, spread, together)
    critical = float(np.quantile(reached, level, method="higher")) if len(scores) > 1 else 0.0
    above = _above(scores, spread, critical, evidence)
    return RankSets(1 + above.sum(axis=0), len(scores) - above.sum(axis=1), critical, spread)


def _above(scores: Floats, spread: Singles, critical: float, evidence: Floats | None) -> NDArray[np.bool_]:
    """Which line (row) is surely above which (column)."""
    lines = len(scores)
    above = np.empty((lines, lines), dtype=bool)
    for line, score in enumerate(scores):
        gaps = score - scores
        still = spread[line] == 0
        certain = False if evidence is None else (np.abs(evidence[line] - evidence) <= TINY) & (gaps > TINY)
        np.copyto(above[line], np.where(still, certain, gaps > critical * spread[line]))
    return above
