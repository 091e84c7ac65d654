"""Bradley and Terry's strengths: the chance that a thing is put above another depends on how far they lie apart."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from feedback.analysis.voting import Floats

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
    met, gained = won + won.transpose(0, 2, 1), won.sum(axis=2)
    above, below = np.full((2, *found.shape), PRIOR / 2) if imagined is None else imagined
    for _ in range(MOST_STEPS):
        step = _step(found, met, gained + above, above + below)
        found += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max(initial=0.0) < CLOSE:
            break
    return found


def win_shares(found: Floats) -> Floats:
    """Share of comparisons (0..1, 1 best) each thing would win if it met every other equally often (cases by things):
    the same order as the strengths, on a scale that people can read. 0.5 where a thing is alone."""
    things = found.shape[1]
    each = expit(found[:, :, None] - found[:, None, :]).sum(axis=2) - 0.5
    return each / (things - 1) if things > 1 else np.full_like(found, 0.5)


def _step(found: Floats, met: Floats, gained: Floats, lone: Floats) -> Floats:
    """Newton's step: what was won beyond what was expected, over how sure that is."""
    expected = expit(found[:, :, None] - found[:, None, :])
    middle = expit(found)
    surprise = gained - (met * expected).sum(axis=2) - lone * middle
    shared = met * expected * (1 - expected)
    curve = -shared
    at = np.arange(found.shape[1])
    curve[:, at, at] += shared.sum(axis=2) + lone * middle * (1 - middle)
    step: Floats = np.linalg.solve(curve, surprise[:, :, None])[:, :, 0]
    return step
