"""In each draw, the largest standardised difference of any two lines, looking only where it can be.

The largest of |x_j - x_k| / sd_jk over all pairs of 2,000 lines in 2,000 draws is four thousand million differences.
Nearly all of them cannot be the largest. For any positive s_j and s_k, by the inequality of Cauchy and Schwarz,

    (x_j - x_k)^2 <= (s_j^2 + s_k^2) (x_j^2 / s_j^2 + x_k^2 / s_k^2),

so with y = x / s and q_jk = sd_jk^2 / (s_j^2 + s_k^2), the squared standardised difference is at most
(y_j^2 + y_k^2) / q_jk. Pairs that move together, q_jk below `APART`, are all computed. Among the others a pair can only
exceed what was found already, L, where one of its two lines has y^2 above L^2 APART / 2: a handful in each draw, and
only those are compared with everyone. Nothing is left out, so the result is the same maximum.

Lines that share one movement, as all without an estimate of their effort share one draw of it, are compared among each
other after their mean is taken out of each draw: no difference changes, and their own movement is what is left.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.spreads import Places, Singles, in_blocks, variances

# Two lines apart enough to be judged by the bound: their difference keeps this share of their two variances.
APART = np.float32(0.5)
# A line that hardly moves is bounded as if it moved by this share of what lines usually move.
LEAST_MOVE = 1e-3
# Among so few lines every pair is computed: the bound would cost more than it saves.
FEW_LINES = 150


def largest(deviations: Singles, spread: Singles, together: NDArray[np.bool_] | None = None) -> Singles:
    """Per draw (columns) the largest |difference| / spread over all pairs of lines (rows) whose difference moves.

    `together` marks the lines that share one movement; it changes how fast the answer is found, and not the answer.
    """
    lines, draws = deviations.shape
    found = np.zeros(draws, dtype=np.float32)
    inverse = np.divide(1, spread, out=np.zeros_like(spread), where=spread > 0)
    if lines <= FEW_LINES:
        _compute(deviations, inverse, spread > 0, found)
        return found
    shared = np.zeros(lines, dtype=bool) if together is None else together
    inside, outside = np.flatnonzero(shared), np.flatnonzero(~shared)
    _among(deviations[outside], inverse[np.ix_(outside, outside)], found)
    own = deviations[inside]
    _among(own - own.mean(axis=0) if len(own) else own, inverse[np.ix_(inside, inside)], found)
    _between(deviations[inside], deviations[outside], inverse[np.ix_(inside, outside)], found)
    return found


def _among(deviations: Singles, inverse: Singles, found: Singles) -> None:
    """Raise what was found to the largest among these lines."""
    if len(deviations) < 2:
        return
    own = _moves(deviations)
    _compute(deviations, inverse, _alike(inverse, own, own), found)
    _search(deviations, own, deviations, inverse, found)


def _between(ones: Singles, others: Singles, inverse: Singles, found: Singles) -> None:
    """Raise what was found to the largest between lines of two kinds."""
    if not len(ones) or not len(others):
        return
    own, theirs = _moves(ones), _moves(others)
    first, second = np.nonzero(_alike(inverse, own, theirs))
    both = np.vstack([ones, others])
    _raise(both, inverse[first, second], first, len(ones) + second, found)
    _search(ones, own, others, inverse, found)
    _search(others, theirs, ones, np.ascontiguousarray(inverse.T), found)


def _moves(deviations: Singles) -> Singles:
    """s^2 of each line: its variance, or a little where it hardly moves."""
    own = variances(deviations)
    return np.maximum(own, np.float32(LEAST_MOVE * float(np.median(own)) + 1e-12))


def _alike(inverse: Singles, own: Singles, theirs: Singles) -> NDArray[np.bool_]:
    """Pairs that move, and together: q below APART."""
    alike: NDArray[np.bool_] = inverse * inverse * (own[:, None] + theirs) * APART > 1
    return alike


def _compute(deviations: Singles, inverse: Singles, which: NDArray[np.bool_], found: Singles) -> None:
    """Raise what was found to the largest over the pairs of lines that are marked."""
    first, second = np.nonzero(np.triu(which, 1))
    _raise(deviations, inverse[first, second], first, second, found)


def _raise(deviations: Singles, inverse: Singles, first: Places, second: Places, found: Singles) -> None:
    for some in in_blocks(len(first), deviations.shape[1]):
        gaps = deviations[first[some]]
        gaps -= deviations[second[some]]
        np.abs(gaps, out=gaps)
        gaps *= inverse[some, None]
        np.maximum(found, gaps.max(axis=0), out=found)


def _search(ones: Singles, moves: Singles, others: Singles, inverse: Singles, found: Singles) -> None:
    """Compare with all others, draw by draw, the lines among `ones` that could exceed what was found; exactly."""
    mine, theirs = np.ascontiguousarray(ones.T), np.ascontiguousarray(others.T)
    scale = 1 / moves
    for draw in range(len(found)):
        x, y = mine[draw], mine[draw] ** 2 * scale
        best = int(y.argmax())
        reached = max(found[draw], _farthest(x[best : best + 1], theirs[draw], inverse[best : best + 1]))
        could = np.flatnonzero(y > reached * reached * (APART / 2))
        found[draw] = max(reached, _farthest(x[could], theirs[draw], inverse[could])) if len(could) else reached


def _farthest(mine: Singles, theirs: Singles, inverse: Singles) -> np.float32:
    gaps = mine[:, None] - theirs
    np.abs(gaps, out=gaps)
    gaps *= inverse
    farthest: np.float32 = gaps.max()
    return farthest
