"""Bradley and Terry's strengths: the chance that a thing is put above another depends on how far they lie apart."""

from __future__ import annotations

import numpy as np

from feedback.analysis.rooms import Floats

PRIOR = 1.0
"""Comparisons of each thing with an imaginary one in the middle, half of them won: without these a thing that never
lost would have no strength that exists."""
MOST_STEPS, LONGEST_STEP, CLOSE = 40, 1.0, 1e-6


def strengths(won: Floats, start: Floats | None = None, imagined: Floats | None = None) -> Floats:
    """Log strengths (cases by things), higher is better, from how often row was put above column (cases by things by
    things; fractions allowed).

    Maximum of the penalised likelihood of Bradley & Terry (1952), Biometrika 39: P(i above j) is the logistic function
    of b_i − b_j; by Newton steps of bounded length. The penalty is `PRIOR` comparisons with a thing of strength 0, so
    the maximum always exists and is unique (Caron & Doucet 2012, Journal of Computational and Graphical Statistics 21).
    `start` is where the search begins, such as the strengths of a case close by; `imagined` (2 by cases by things) how
    many comparisons with the imaginary thing were won, and lost, where that is not half of `PRIOR` each.
    """
    found = np.zeros(won.shape[:2]) if start is None else np.broadcast_to(start, won.shape[:2]).copy()
    above, below = np.full((2, *found.shape), PRIOR / 2) if imagined is None else imagined
    met, gained, lone = won + won.transpose(0, 2, 1), won.sum(axis=2) + above, above + below
    going = np.arange(len(found))
    for _ in range(MOST_STEPS):
        step = _step(found[going], met, gained, lone)
        found[going] += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        on = np.abs(step).max(axis=1, initial=0.0) >= CLOSE
        if not on.any():
            break
        # Most cases are there after a few steps; the few that are not need many, and alone.
        going, met, gained, lone = going[on], met[on], gained[on], lone[on]
    return found


def win_shares(found: Floats) -> Floats:
    """Share of comparisons (0..1, 1 best) each thing would win if it met every other equally often (cases by things):
    the same order as the strengths, on a scale that people can read. 0.5 where a thing is alone."""
    things = found.shape[1]
    each = _expected(found).sum(axis=2) - 0.5
    return each / (things - 1) if things > 1 else np.full_like(found, 0.5)


def _step(found: Floats, met: Floats, gained: Floats, lone: Floats) -> Floats:
    """Newton's step: what was won beyond what was expected, over how sure that is. Arrays of cases by things by things
    are written over, since making them anew is most of the work."""
    from scipy.special import expit  # loading scipy takes long, and most requests need no vote

    expected, middle = _expected(found), expit(found)
    shared = met * expected
    surprise = gained - shared.sum(axis=2) - lone * middle
    shared *= np.subtract(1, expected, out=expected)
    sure = shared.sum(axis=2) + lone * middle * (1 - middle)
    curve = np.negative(shared, out=shared)
    at = np.arange(found.shape[1])
    curve[:, at, at] += sure
    step: Floats = np.linalg.solve(curve, surprise[:, :, None])[:, :, 0]
    return step


def _expected(found: Floats) -> Floats:
    """Chance that row is put above column. By odds, which is five times as fast as the logistic function; strengths
    are too few bounded steps from the start for odds to overflow."""
    odds = np.exp(found)[:, :, None]
    both = odds + odds.transpose(0, 2, 1)
    chance: Floats = np.divide(odds, both, out=both)
    return chance
