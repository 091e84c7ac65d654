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
from typing import Literal

import numpy as np

from feedback.analysis.rooms import Basis, Floats, Placed, heaps, placed, resampled
from feedback.analysis.statistics import Estimate, wilson

Stand = Literal["shared", "contested", "specific", "open", "unknown"]

LEVEL = 0.90
HALF, FEW = 0.5, 0.3
"""Above one half a group is for it; below three tenths it leaves it aside."""
TOP = 3
"""Places that count as a person's priorities."""


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

    `basis`: "groups" takes the mean of each group's mean, "people" the mean over all papers. The places it could hold
    are those of `placed`: simultaneous 95 % sets from 1,000 bootstraps of people, as wide as few people make them.
    """
    if not papers or not things:
        return {}
    counted = heaps(papers, basis)
    scores, draws = resampled([_matrix(heap, things) for heap in counted], seed)
    places = placed(scores, draws - scores[:, None], [len(heap) for heap in counted])
    return dict(zip(things, places, strict=True))


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
