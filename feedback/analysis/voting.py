"""What a vote says: how the groups stand to each thing, and the people's order with how sure it is.

One paper per person. A paper gives points to things; what it does not name it leaves at 0, and that counts as having
seen it and not chosen it. Groups are never averaged without saying how: the basis "groups" lets each count the same,
"people" each person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.ranks import rank_sets
from feedback.analysis.statistics import Estimate, wilson

Stand = Literal["shared", "contested", "specific", "open", "unknown"]
Basis = Literal["groups", "people"]
Floats = NDArray[np.float64]


class Grouped(Protocol):
    """What one person handed in, of whatever kind: all that matters here is their group."""

    @property
    def group(self) -> str: ...


P = TypeVar("P", bound=Grouped)

LEVEL = 0.90
HALF, FEW = 0.5, 0.3
"""Above one half a group is for it; below three tenths it leaves it aside."""
TOP = 3
"""Places that count as a person's priorities."""
DRAWS = 1000
FEWEST = 5
"""People (of each group, where each counts the same) before an order says more than chance."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One person's vote: their group, and thing -> points, more is better; things without points are left out.

    `seen`: the things this person had to judge; None where everybody judged all.
    """

    group: str
    points: Mapping[str, float]
    seen: frozenset[str] | None = None

    def saw(self, thing: str) -> bool:
        return self.seen is None or thing in self.seen

    @property
    def priorities(self) -> frozenset[str]:
        """The things among this person's three highest points; equal points stand together."""
        ordered = sorted(self.points.values(), reverse=True)
        bar = ordered[min(TOP, len(ordered)) - 1] if ordered else 0.0
        return frozenset(thing for thing, points in self.points.items() if points >= bar)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the groups stand to one thing. `strength`: geometric mean over the groups heard of (chose + 1) / (n + 2),
    times the share of the people who judged it who have it among their three priorities; 0..1, 1 best."""

    kind: Stand
    strength: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing's place among all, 1 best, and the best and worst it could hold with other people in the room."""

    place: int
    low: int
    high: int


def chose(papers: Sequence[Paper], thing: str, group: str | None = None) -> int:
    """People (of one group) who gave the thing anything."""
    return sum(paper.points.get(thing, 0) > 0 for paper in papers if group in (None, paper.group))


def judged(papers: Sequence[Paper], thing: str, group: str | None = None) -> int:
    """People (of one group) who had the thing before them, whether they gave it anything or not."""
    return sum(paper.saw(thing) for paper in papers if group in (None, paper.group))


def stand(groups: Mapping[str, tuple[int, int]], k: int = 1) -> Stand:
    """How groups stand to one thing, from group -> (people who chose it, people who voted).

    Only groups with k people or more are heard. With 90 % Wilson intervals: *shared* where at least two are heard and
    the lower bound of each is at least one half; *specific* where one group's is, and the upper bound of every other
    lies below 0.3; *contested* where two groups lie on opposite sides of one half and their intervals do not overlap;
    *unknown* where fewer than two groups are heard; *open* otherwise. (methods.md 2.9, after Polis' group-informed
    consensus; every person who voted counts in n, as passes do there.)
    """
    heard = [_share(people, n) for people, n in groups.values() if n >= max(1, k)]
    if len(heard) < 2:
        return "unknown"
    if all(_low(one) >= HALF for one in heard):
        return "shared"
    if sum(_low(one) >= HALF for one in heard) == 1 and sum(_high(one) < FEW for one in heard) == len(heard) - 1:
        return "specific"
    return "contested" if any(_opposed(*pair) for pair in combinations(heard, 2)) else "open"


def standing(papers: Sequence[Paper], thing: str, groups: Sequence[str], k: int = 1) -> Standing:
    """How the groups stand to one thing, and how strongly together; strength 0 where no group is heard."""
    counted = {group: (chose(papers, thing, group), judged(papers, thing, group)) for group in groups}
    heard = [(people + 1) / (n + 2) for people, n in counted.values() if n >= max(1, k)]
    mean = prod(heard) ** (1 / len(heard)) if heard else 0.0
    prior = sum(thing in paper.priorities for paper in papers) / max(judged(papers, thing), 1)
    return Standing(stand(counted, k), mean * prior)


def order(papers: Sequence[Paper], things: Sequence[str], basis: Basis, *, seed: int = 0) -> dict[str, Placed]:
    """Thing -> its place in the people's order by mean points, with the places it could hold; {} without papers.

    `basis`: "groups" takes the mean of each group's mean, "people" the mean over all papers. The places come from
    simultaneous 95 % rank sets (`rank_sets`) over 1,000 bootstraps of people, within their groups where these count
    the same. With fewer than five people, or in any such group, every thing could hold any place. Equal points share
    the better place.
    """
    if not papers or not things:
        return {}
    counted = heaps(papers, basis)
    scores, draws = resampled([_matrix(heap, things) for heap in counted], seed)
    places = [1 + int((scores > score + 1e-9).sum()) for score in scores]
    low, high = _could_be(scores, draws, min(len(heap) for heap in counted))
    rows = zip(things, places, low, high, strict=True)
    return {thing: Placed(place, min(place, best), max(place, worst)) for thing, place, best, worst in rows}


def heaps(papers: Sequence[P], basis: Basis) -> list[list[P]]:
    """The people who count as one: each group, or everybody."""
    if basis == "people":
        return [list(papers)]
    return [[paper for paper in papers if paper.group == code] for code in sorted({paper.group for paper in papers})]


def _could_be(scores: Floats, draws: Floats, fewest: int) -> tuple[list[int], list[int]]:
    """Best and worst places. All things rest on the same people: a difference that no draw moves is certain."""
    if fewest < FEWEST:
        return [1] * len(scores), [len(scores)] * len(scores)
    sets = rank_sets(scores, draws, evidence=np.zeros(len(scores)))
    return [int(place) for place in sets.low], [int(place) for place in sets.high]


def resampled(heaps: Sequence[Floats], seed: int) -> tuple[Floats, Floats]:
    """Scores (things) and their draws (things by draws): the mean of the heaps' means."""
    random = np.random.default_rng(seed)
    scores, draws = np.zeros(heaps[0].shape[1]), np.zeros((heaps[0].shape[1], DRAWS))
    for points in heaps:
        n = len(points)
        scores += points.mean(axis=0) / len(heaps)
        taken = random.multinomial(n, np.full(n, 1 / n), size=DRAWS)
        draws += (points.T @ taken.T) / n / len(heaps)
    return scores, draws


def _matrix(papers: Sequence[Paper], things: Sequence[str]) -> Floats:
    return np.array([[paper.points.get(thing, 0.0) for thing in things] for paper in papers], dtype=np.float64)


def _share(people: int, n: int) -> Estimate:
    estimate = wilson(people, n, LEVEL)
    assert estimate is not None, "a heard group has people"
    return estimate


def _opposed(one: Estimate, other: Estimate) -> bool:
    lower, upper = sorted((one, other), key=lambda estimate: estimate.value)
    return lower.value < HALF < upper.value and _high(lower) < _low(upper)


def _low(estimate: Estimate) -> float:
    assert estimate.low is not None, "Wilson always has bounds"
    return estimate.low


def _high(estimate: Estimate) -> float:
    assert estimate.high is not None, "Wilson always has bounds"
    return estimate.high
