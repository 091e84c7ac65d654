"""How far the difference of each two lines moves from draw to draw."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.learning.threads import one_thread

Singles = NDArray[np.float32]
Places = NDArray[np.int64]

# A spread this small is the rounding of single precision on a log scale, not evidence.
STILL = 1e-5
# Below this share of their two variances the matrix product has lost the digits of a difference: it is drawn out again.
CLOSE = 1e-3
# Pairs looked at one by one: 256 kB of single precision at a time, which stays near the processor.
BLOCK_CELLS = 64_000


def variances(deviations: Singles) -> Singles:
    """Variance over the draws (columns) of each line (rows)."""
    found: Singles = deviations.var(axis=1)
    return found


def spreads(deviations: Singles) -> Singles:
    """Standard deviation of the difference of each two lines, lines by lines; 0 where it never moves.

    Var(a - b) = Var a + Var b - 2 Cov(a, b), all covariances in one matrix product. Where two lines move nearly alike
    the subtraction would leave rounding alone, so those pairs are computed from their differences.
    """
    own = variances(deviations)
    moved: Singles = deviations - deviations.mean(axis=1, keepdims=True)
    with one_thread():
        found: Singles = moved @ moved.T
    found *= np.float32(-2 / max(1, deviations.shape[1]))
    found += own[:, None]
    found += own
    first, second = marked(np.triu(found <= CLOSE * (own[:, None] + own), 1))
    np.fill_diagonal(found, 0)
    np.sqrt(np.maximum(found, 0, out=found), out=found)
    for some in in_blocks(len(first), deviations.shape[1]):
        gaps = deviations[first[some]] - deviations[second[some]]
        found[first[some], second[some]] = found[second[some], first[some]] = gaps.std(axis=1, dtype=np.float64)
    found[found <= STILL] = 0
    return found


def marked(table: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Rows and columns of the few marks of a large table: as `np.nonzero`, which takes seven times as long for it."""
    rows, columns = np.unravel_index(np.flatnonzero(table), table.shape)
    return rows, columns


def in_blocks(pairs: int, draws: int) -> list[slice]:
    """Slices of so many pairs that their draws fit into a block."""
    step = max(1, BLOCK_CELLS // max(1, draws))
    return [slice(start, start + step) for start in range(0, pairs, step)]
