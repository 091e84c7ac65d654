"""What the people of one room can tell about an order of things: the places each could hold with others in the room.

The same rule for every way of voting, whatever its scores are: people are drawn anew, within their groups where these
count the same, and what the draws say is widened for how few people they rest on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Basis = Literal["groups", "people"]
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

DRAWS = 1000
FEWEST = 5
"""People (of each group, where each counts the same) before an order says more than chance."""
SURE = 0.95
TINY = 1e-9
"""Scores this close are equal but for rounding."""


class Grouped(Protocol):
    """What one person handed in, of whatever kind: all that matters here is their group."""

    @property
    def group(self) -> str: ...


P = TypeVar("P", bound=Grouped)


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing's place among all, 1 best, and the best and worst it could hold with other people in the room."""

    place: int
    low: int
    high: int


def heaps(papers: Sequence[P], basis: Basis) -> list[list[P]]:
    """The people who count as one: each group, or everybody."""
    if basis == "people":
        return [list(papers)]
    return [[paper for paper in papers if paper.group == code] for code in sorted({paper.group for paper in papers})]


def resampled(heaps: Sequence[Floats], seed: int) -> tuple[Floats, Floats]:
    """Scores (things) and their 1,000 draws (things by draws), from people by things of each heap: the mean of the
    heaps' means, with as many people drawn anew, with replacement, as each heap has."""
    random = np.random.default_rng(seed)
    scores, draws = np.zeros(heaps[0].shape[1]), np.zeros((heaps[0].shape[1], DRAWS))
    for points in heaps:
        n = len(points)
        scores += points.mean(axis=0) / len(heaps)
        taken = random.multinomial(n, np.full(n, 1 / n), size=DRAWS)
        draws += (points.T @ taken.T) / n / len(heaps)
    return scores, draws


def freedom(sizes: Sequence[int]) -> float:
    """Degrees of freedom of a mean of means of groups with so many people, if people differ as much in each
    (Satterthwaite 1946, Biometrics Bulletin 2); a group of one teaches nothing of how much people differ."""
    parts = [(1 / size, max(size - 1, 1)) for size in sizes]
    return float(sum(part for part, _ in parts) ** 2 / sum(part**2 / free for part, free in parts))


def wider(level: float, degrees: float, tests: int) -> float:
    """How much wider than its draws an interval must be, since the spread itself is known from few people only: the
    quantile of Student's t over the normal one at this level shared among so many tests, and the bootstrap's n − 1."""
    tail = 1 - (1 - level) / 2 / max(tests, 1)
    return _student(degrees, tail) / _normal(tail) * sqrt((degrees + 1) / degrees)


def _student(degrees: float, share: float) -> float:
    from scipy.special import stdtrit  # loading scipy takes long, and most requests need no vote

    return float(stdtrit(degrees, share))


def _normal(share: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(share))


def placed(scores: Floats, moved: Floats, sizes: Sequence[int], reached: Sequence[int] | None = None) -> list[Placed]:
    """Each thing's place by its score, more is better, and the places it could hold: they hold all true ones at once in
    95 rooms of 100. Equal scores share the better place.

    `moved`: how far each draw lies from the score (things by draws); `sizes`: people of each heap; `reached`: people
    who judged each thing, everybody where it is left out. With fewer than five people, or in any heap, every thing
    could hold any place; so could one that fewer than five people judged, and nothing is surely above or below it.
    """
    people = [sum(sizes)] * len(scores) if reached is None else reached
    firm = [at for at, count in enumerate(people) if min(sizes) >= FEWEST and count >= FEWEST]
    low, high = np.ones(len(scores), dtype=np.int64), np.full(len(scores), len(scores), dtype=np.int64)
    if firm:
        low[firm], worst = _could_be(scores[firm], moved[firm], freedom(sizes))
        high[firm] = worst + len(scores) - len(firm)
    places = [1 + int((scores > score + TINY).sum()) for score in scores]
    rows = zip(places, low.tolist(), high.tolist(), strict=True)
    return [Placed(place, min(place, best), max(place, worst)) for place, best, worst in rows]


def _could_be(scores: Floats, moved: Floats, degrees: float) -> tuple[Whole, Whole]:
    """Best and worst places, from simultaneous confidence sets of all differences (as `rank_sets`, Mogstad, Romano,
    Shaikh & Wilhelm 2024, Review of Economic Studies 91).

    Few people tell any two things apart, so some spread looks small by chance, and the largest of many differences
    finds it: none is taken to be below the usual one of all (moderated as by Tusher, Tibshirani & Chu 2001, PNAS 98).
    Without that and the widening, 63 % of rooms of five that prefer nothing among eight things would be told to prefer
    something, with them none (benchmarks/votes.py, benchmarks/pairs.py). Nor is less needed than one test of two things
    needs: draws of five people reach no further than these five.
    """
    one, other = np.triu_indices(len(scores), 1)
    gaps, away = scores[one] - scores[other], moved[one] - moved[other]
    spread = away.std(axis=1)
    spread = np.maximum(spread, np.sqrt(np.mean(spread**2)) if len(spread) else 0.0)
    still = spread == 0
    reached = (np.abs(away[~still]) / spread[~still, None]).max(axis=0, initial=0.0)
    surely = max(np.quantile(reached, SURE, method="higher"), _normal((1 + SURE) / 2))
    needed = surely * wider(SURE, degrees, len(gaps)) * spread
    low, high = np.ones(len(scores), dtype=np.int64), np.full(len(scores), len(scores), dtype=np.int64)
    for better, worse, sure in ((one, other, gaps > needed + TINY), (other, one, -gaps > needed + TINY)):
        np.add.at(low, worse[sure], 1)
        np.subtract.at(high, better[sure], 1)
    return low, high
