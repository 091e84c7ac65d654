"""What one person said of pairs, and how they lean to each thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from feedback.analysis.rooms import Floats
from feedback.analysis.voting import Paper


@dataclass(frozen=True)
class Compared:
    """One person's comparisons: their group, and (better, worse) of each pair they told apart, each pair once."""

    group: str
    told: Sequence[tuple[str, str]]

    @cached_property
    def leanings(self) -> Mapping[str, tuple[int, int]]:
        """Thing -> how often it was put above another, and how often below."""
        things = {thing for pair in self.told for thing in pair}
        return {thing: (self._times(0, thing), self._times(1, thing)) for thing in things}

    def _times(self, side: int, thing: str) -> int:
        return sum(pair[side] == thing for pair in self.told)

    def paper(self) -> Paper:
        """The same as a paper: a thing put above others more often than below has the share it won as its points;
        where both are equal the person leans to neither side, and is not counted there."""
        leaning = {thing: (won, lost) for thing, (won, lost) in self.leanings.items() if won != lost}
        points = {thing: won / (won + lost) for thing, (won, lost) in leaning.items() if won > lost}
        return Paper(self.group, points, frozenset(leaning))


def comparisons(papers: Sequence[Compared], thing: str) -> int:
    """How often a thing was told apart from another, over all people."""
    return sum(sum(paper.leanings.get(thing, (0, 0))) for paper in papers)


def people(papers: Sequence[Compared], thing: str) -> int:
    """People who told a thing apart from another at least once."""
    return sum(thing in paper.leanings for paper in papers)


def tallied(papers: Sequence[Compared], things: Sequence[str]) -> Floats:
    """How often the first of two was put above the second (people by things squared), the whole of a person being 1:
    each counts once, however many pairs they answered. Every person has told at least one pair apart."""
    at = {thing: number for number, thing in enumerate(things)}
    held = np.zeros((len(papers), len(things), len(things)))
    for number, paper in enumerate(papers):
        for better, worse in paper.told:
            held[number, at[better], at[worse]] += 1 / len(paper.told)
    return held.reshape(len(papers), -1)
