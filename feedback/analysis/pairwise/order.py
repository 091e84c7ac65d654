"""The people's order from pairs, how sure it is, and whether there were enough comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np

from feedback.analysis.pairwise.papers import Compared, comparisons, people, tallied
from feedback.analysis.pairwise.strength import PRIOR, strengths, win_shares
from feedback.analysis.rooms import TINY, Basis, Floats, Placed, freedom, heaps, placed, resampled, wider
from feedback.analysis.voting import LEVEL

ENOUGH = 30
"""Comparisons of a thing that begin to say something: the 90 % interval of a share of 30 is 15 points either way."""

LEAST = 0.01
"""Of an imagined comparison in any draw: less changes no share by a hundredth, and takes long to compute."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing in the order of pairs."""

    placed: Placed
    wins: float
    """Share of comparisons it would win if it met every other equally often, 0..1."""
    low: float
    high: float
    """90 % interval of `wins`."""
    comparisons: int
    people: int
    """Who told it apart from another at least once."""

    @property
    def enough(self) -> bool:
        return self.comparisons >= ENOUGH


def order(papers: Sequence[Compared], things: Sequence[str], basis: Basis, *, seed: int = 0) -> dict[str, Ranked]:
    """Thing -> its place by Bradley and Terry's strengths, with the places it could hold; {} where nobody told any two
    things apart.

    Each person weighs the same, and with `basis` "groups" each group does. Draws are 1,000 bootstraps of people, within
    their groups where these count the same; places come from simultaneous 95 % rank sets over the win shares, the
    intervals of the shares are the middle 90 % of the draws; both are widened for the few people they rest on. With
    fewer than five people, or in any such group, every thing could hold any place; so could one that fewer than five
    people told apart from others, and nothing is taken to be surely above or below that one.
    """
    used = [paper for paper in papers if paper.told]
    if not used or not things:
        return {}
    counted = heaps(used, basis)
    sizes, reached = [len(heap) for heap in counted], [people(used, thing) for thing in things]
    shares, moved = _drawn([tallied(heap, things) for heap in counted], sum(len(paper.told) for paper in used), seed)
    columns = things, placed(shares, moved, sizes, reached), shares.tolist(), *_ends(shares, moved, sizes), reached
    return {
        thing: Ranked(place, share, low, high, comparisons(used, thing), count)
        for thing, place, share, low, high, count in zip(*columns, strict=True)
    }


def _ends(shares: Floats, moved: Floats, sizes: Sequence[int]) -> tuple[list[float], list[float]]:
    """Lower and upper ends of the 90 % intervals of the shares."""
    ends = np.quantile(moved, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1) * wider(LEVEL, freedom(sizes), 1)
    low, high = shares + np.minimum(ends[0], 0.0), shares + np.maximum(ends[1], 0.0)
    return np.clip(low, 0.0, 1.0).tolist(), np.clip(high, 0.0, 1.0).tolist()


def _drawn(said: Sequence[Floats], total: int, seed: int) -> tuple[Floats, Floats]:
    """Win shares (things) and how far their draws lie from them (things by draws), from what the people of each heap
    said (people by things squared); as many comparisons in all as people made.

    What is imagined is drawn too, by the gamma weights that give Jeffreys' interval for a share where all was won
    (Brown, Cai & DasGupta 2001, Statistical Science 16): else a thing that won every time would win in every draw, and
    be as good as certain. Draws spread too little where a few people carry much of a thing, such as those who answered
    one pair among others who answered many; they are spread as far as `_left_out` says, where that is farther.
    """
    mean, draws = resampled(said, seed)
    n, random = isqrt(len(mean)), np.random.default_rng(seed)
    found = strengths(mean.reshape(1, n, n) * total)
    imagined = np.maximum(random.gamma(PRIOR / 2, 1, (2, draws.shape[1], n)), LEAST)
    drawn = strengths(draws.T.reshape(-1, n, n) * total, start=found, imagined=imagined)
    shares = win_shares(found)[0]
    moved = win_shares(drawn).T - shares[:, None]
    short = _left_out(said, mean, total, found) / np.maximum(moved.std(axis=1), TINY)
    return shares, moved * np.maximum(short, 1.0)[:, None]


def _left_out(said: Sequence[Floats], mean: Floats, total: int, found: Floats) -> Floats:
    """Standard deviation of each win share by leaving out one person after the other, which is on average not too
    small (Efron & Stein 1981, Annals of Statistics 9); a heap of one person adds nothing."""
    n, variance = found.shape[1], np.zeros(found.shape[1])
    for heap in (heap for heap in said if len(heap) > 1):
        without = mean + (heap.mean(axis=0) - heap) / (len(heap) - 1) / len(said)
        shares = win_shares(strengths(without.reshape(-1, n, n) * total, start=found))
        variance += (len(heap) - 1) * shares.var(axis=0)
    return np.sqrt(variance)
