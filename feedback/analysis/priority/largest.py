"""In each draw, the largest standardised difference of any two lines, looking only where it can be.

The largest of |x_j - x_k| / sd_jk over all pairs of 2,000 lines in 2,000 draws is four thousand million differences.
Nearly all of them cannot be the largest. For any positive s_j and s_k, by the inequality of Cauchy and Schwarz,

    (x_j - x_k)^2 <= (s_j^2 + s_k^2) (x_j^2 / s_j^2 + x_k^2 / s_k^2),

so with y = x / s and q_jk = sd_jk^2 / (s_j^2 + s_k^2), the squared standardised difference is at most
(y_j^2 + y_k^2) / q_jk. Pairs that move together, q_jk below a share of `APART`, are all computed. Among the others a
pair can only exceed what was found already, L, where one of its two lines has y^2 above L^2 times half that share: a
handful in each draw, and only those are compared with everyone. Nothing is left out, so the result is the same maximum.

The bound is the closer, the nearer the lines are to zero, so what they have in common is taken out first: no difference
changes. Lines that share one movement, as all without an estimate of their effort share one draw of it, are compared
among each other, and there their mean is taken out of each draw: their own movement is what is left.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.spreads import Places, Singles, in_blocks, marked, variances

# Two lines apart enough to be judged by the bound: their difference keeps this share of their two variances. The first
# that leaves no more pairs to compute than there are lines; a higher share leaves fewer lines to compare with everyone.
APART = (np.float32(0.8), np.float32(0.65), np.float32(0.5))
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
    for some in (outside, inside):
        _among(deviations[some], inverse[np.ix_(some, some)], found)
    _between(deviations[inside], deviations[outside], inverse[np.ix_(inside, outside)], found)
    return found


def _among(deviations: Singles, inverse: Singles, found: Singles) -> None:
    """Raise what was found to the largest among these lines."""
    if len(deviations) < 2:
        return
    own = deviations - deviations.mean(axis=0)
    moves, by_draw = _moves(own), np.ascontiguousarray(own.T)
    alike, apart = _alike(inverse, moves, moves)
    _compute(own, inverse, alike, found)
    _search(by_draw, moves, by_draw, inverse, apart, found)


def _between(ones: Singles, others: Singles, inverse: Singles, found: Singles) -> None:
    """Raise what was found to the largest between lines of two kinds."""
    if not len(ones) or not len(others):
        return
    both, count = np.vstack([ones, others]), len(ones)
    both -= both.mean()
    moves, by_draw = _moves(both), np.ascontiguousarray(both.T)
    alike, apart = _alike(inverse, moves[:count], moves[count:])
    first, second = marked(alike)
    _raise(both, inverse[first, second], first, count + second, found)
    mine, theirs = by_draw[:, :count], by_draw[:, count:]
    _search(mine, moves[:count], theirs, inverse, apart, found)
    _search(theirs, moves[count:], mine, np.ascontiguousarray(inverse.T), apart, found)


def _moves(deviations: Singles) -> Singles:
    """s^2 of each line: its variance, or a little where it hardly moves."""
    own = variances(deviations)
    return np.maximum(own, np.float32(LEAST_MOVE * float(np.median(own)) + 1e-12))


def _alike(inverse: Singles, own: Singles, theirs: Singles) -> tuple[NDArray[np.bool_], np.float32]:
    """Pairs that move, and together: q below a share of `APART`, which stands beside them."""
    closeness = inverse * inverse * (own[:, None] + theirs)
    few = (share for share in APART if np.count_nonzero(closeness * share > 1) <= len(closeness))
    apart = next(few, APART[-1])
    return closeness * apart > 1, apart


def _compute(deviations: Singles, inverse: Singles, which: NDArray[np.bool_], found: Singles) -> None:
    """Raise what was found to the largest over the pairs of lines that are marked."""
    first, second = marked(np.triu(which, 1))
    _raise(deviations, inverse[first, second], first, second, found)


def _raise(deviations: Singles, inverse: Singles, first: Places, second: Places, found: Singles) -> None:
    for some in in_blocks(len(first), deviations.shape[1]):
        gaps = deviations[first[some]]
        gaps -= deviations[second[some]]
        np.abs(gaps, out=gaps)
        gaps *= inverse[some, None]
        np.maximum(found, gaps.max(axis=0), out=found)


def _search(
    ones: Singles, moves: Singles, others: Singles, inverse: Singles, apart: np.float32, found: Singles
) -> None:
    """Compare with all others the lines among `ones` that could exceed what was found; exactly. Both draws by lines."""
    squares = ones * ones / moves
    _compare(ones, others, inverse, np.arange(len(found)), squares.argmax(axis=1), found)
    draws, lines = marked(squares > (found * found * (apart / 2))[:, None])
    _compare(ones, others, inverse, draws, lines, found)


def _compare(ones: Singles, others: Singles, inverse: Singles, draws: Places, lines: Places, found: Singles) -> None:
    """Raise what was found to the largest between a line and all others, in so many draws a line."""
    for some in in_blocks(len(draws), others.shape[1]):
        draw, line = draws[some], lines[some]
        np.maximum.at(found, draw, _farthest(ones[draw, line], others[draw], inverse[line]))


def _farthest(mine: Singles, theirs: Singles, inverse: Singles) -> Singles:
    gaps = mine[:, None] - theirs
    np.abs(gaps, out=gaps)
    gaps *= inverse
    farthest: Singles = gaps.max(axis=1)
    return farthest
