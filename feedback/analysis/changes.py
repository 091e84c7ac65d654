"""Whether a share or a score moved over time, and since when. Chance moves every line a little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.statistics import Estimate, proportion_difference

DRAWS = 999
CERTAIN = 0.05
FEWEST_PEOPLE = 10
"""People before a change and after it."""


class Counted(NamedTuple):
    """One period: `raised` of `wrote` people."""

    raised: int
    wrote: int


@dataclass(frozen=True, slots=True)
class Change:
    """The one moment at which a share most likely moved: before period `at` (from 1) it was `before`, then `after`.

    Shares are 0..1; `difference` is after less before, with its 95 % interval; `p` how often chance alone would look
    as much like a change at its best moment.
    """

    at: int
    before: float
    after: float
    difference: Estimate
    p: float


def change(periods: Sequence[Counted], *, seed: int = 0) -> Change | None:
    """The change of a share over periods in order of time; None where chance explains the line (p above 0.05).

    Largest likelihood ratio of one split against none over all splits with 10 people or more on both sides (Hinkley
    and Hinkley 1970, Biometrika 57). Its p comes from 999 redistributions of all who raised it over all who wrote:
    the search for the best moment is paid for. Fewer than two such periods: None.
    """
    counts = np.array(periods, dtype=np.int64).reshape(-1, 2)
    wrote, raised = counts[:, 1], counts[:, 0]
    if (raised > wrote).any() or (raised < 0).any():
        raise ValueError("who raised it is among those who wrote")
    splits = _splits(wrote)
    if not len(splits) or raised.sum() in (0, wrote.sum()):
        return None
    ratios = _ratios(raised[None], wrote, splits)[0]
    best = int(ratios.argmax())
    drawn = np.random.default_rng(seed).multivariate_hypergeometric(wrote, int(raised.sum()), DRAWS, method="marginals")
    p = (1 + int((_ratios(drawn, wrote, splits).max(axis=1) >= ratios[best] - 1e-9).sum())) / (1 + DRAWS)
    return _told(raised, wrote, int(splits[best]), p) if p <= CERTAIN else None


def step(before: Estimate, after: Estimate) -> Estimate | None:
    """A score in one wave less the wave before it, with the interval of the difference; None without bounds.

    Zou and Donner (2008), Statistics in Medicine 27: the bounds of both are joined, as of different people.
    """
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return None
    value = after.value - before.value
    low = value - hypot(after.value - after.low, before.high - before.value)
    high = value + hypot(after.high - after.value, before.value - before.low)
    return Estimate(value, low, high, min(before.n, after.n))


def beyond_chance(difference: Estimate) -> bool:
    """Whether the interval of a difference leaves zero out."""
    return difference.low is not None and difference.high is not None and (difference.low > 0 or difference.high < 0)


def _splits(wrote: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where a line may be split: first index after the change."""
    before = np.cumsum(wrote)[:-1]
    return np.flatnonzero((before >= FEWEST_PEOPLE) & (wrote.sum() - before >= FEWEST_PEOPLE)) + 1


def _ratios(raised: NDArray[np.int64], wrote: NDArray[np.int64], splits: NDArray[np.intp]) -> NDArray[np.float64]:
    """Log likelihood ratio of each split, by row of `raised`."""
    sums, people = np.cumsum(raised, axis=1), np.cumsum(wrote)
    total, everybody = sums[:, -1:], people[-1]
    left, n_left = sums[:, splits - 1], people[splits - 1]
    best = _likelihood(left, n_left) + _likelihood(total - left, everybody - n_left)
    return np.asarray(best - _likelihood(total, everybody))


def _likelihood(raised: NDArray[np.int64], wrote: NDArray[np.int64] | np.int64) -> NDArray[np.float64]:
    """Log likelihood of counts under their own share."""
    from scipy.special import xlogy  # loading scipy takes most of a second, and most requests need no test

    share = raised / wrote
    return np.asarray(xlogy(raised, share) + xlogy(wrote - raised, 1 - share))


def _told(raised: NDArray[np.int64], wrote: NDArray[np.int64], at: int, p: float) -> Change:
    first, n_first = int(raised[:at].sum()), int(wrote[:at].sum())
    second, n_second = int(raised[at:].sum()), int(wrote[at:].sum())
    difference = proportion_difference(second, n_second, first, n_first)
    assert difference is not None, "both sides have people"
    return Change(at, first / n_first, second / n_second, difference, p)
