"""The people's order from pairs, how sure it is, and whether there were enough comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from feedback.analysis.pairwise.papers import Compared, comparisons, people, tallied
from feedback.analysis.pairwise.strength import PRIOR, strengths, win_shares
from feedback.analysis.voting import FEWEST, LEVEL, Basis, Floats, Placed, heaps, resampled

ENOUGH = 30
"""Comparisons of a thing that begin to say something: the 90 % interval of a share of 30 is 15 points either way."""

SURE = 0.95
LEAST = 0.01
"""Of an imagined comparison in any draw: less changes no share by a hundredth, and takes long to compute."""
TINY = 1e-9
"""Shares this close are equal but for rounding."""


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
    shares, draws = _drawn(counted, things, sum(len(paper.told) for paper in used), seed)
    degrees, moved = freedom([len(heap) for heap in counted]), draws - shares[:, None]
    reached = [people(used, thing) for thing in things]
    enough = min(len(heap) for heap in counted) >= FEWEST
    firm = [at for at, count in enumerate(reached) if enough and count >= FEWEST]
    low, high = _places(shares, moved, degrees, firm)
    ends = np.quantile(moved, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1) * _wider(LEVEL, degrees, 1)
    return {
        thing: Ranked(
            _placed(1 + int((shares > shares[at] + TINY).sum()), low[at], high[at]),
            float(shares[at]),
            float(np.clip(shares[at] + min(ends[0, at], 0.0), 0.0, 1.0)),
            float(np.clip(shares[at] + max(ends[1, at], 0.0), 0.0, 1.0)),
            comparisons(used, thing),
            reached[at],
        )
        for at, thing in enumerate(things)
    }


def _placed(place: int, low: int, high: int) -> Placed:
    return Placed(place, min(place, low), max(place, high))


def freedom(sizes: Sequence[int]) -> float:
    """Degrees of freedom of a mean of means of groups with so many people, if people differ as much in each
    (Satterthwaite 1946, Biometrics Bulletin 2); a group of one teaches nothing of how much people differ."""
    parts = [(1 / size, max(size - 1, 1)) for size in sizes]
    return float(sum(part for part, _ in parts) ** 2 / sum(part**2 / free for part, free in parts))


def _wider(level: float, degrees: float, tests: int) -> float:
    """How much wider than its draws an interval must be, since the spread itself is known from few people only: the
    quantile of Student's t over the normal one at this level shared among so many tests, and the bootstrap's n − 1."""
    tail = 1 - (1 - level) / 2 / max(tests, 1)
    return float(stdtrit(degrees, tail) / ndtri(tail) * sqrt((degrees + 1) / degrees))


def _drawn(
    counted: Sequence[Sequence[Compared]], things: Sequence[str], total: int, seed: int
) -> tuple[Floats, NDArray[np.float64]]:
    """Win shares (things) and their draws (things by draws); as many comparisons in all as people made.

    What is imagined is drawn too, by the gamma weights that give Jeffreys' interval for a share where all was won
    (Brown, Cai & DasGupta 2001, Statistical Science 16): else a thing that won every time would win in every draw, and
    be as good as certain.
    """
    n, random = len(things), np.random.default_rng(seed)
    mean, draws = resampled([tallied(heap, things) for heap in counted], seed)
    found = strengths(mean.reshape(1, n, n) * total)
    imagined = np.maximum(random.gamma(PRIOR / 2, 1, (2, draws.shape[1], n)), LEAST)
    drawn = strengths(draws.T.reshape(-1, n, n) * total, start=found, imagined=imagined)
    return win_shares(found)[0], win_shares(drawn).T


def _places(
    shares: Floats, moved: Floats, degrees: float, firm: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best and worst places. Only things at `firm` are told apart from each other; the rest could stand anywhere."""
    low, high = np.ones(len(shares), dtype=np.int64), np.full(len(shares), len(shares), dtype=np.int64)
    if firm:
        low[firm], worst = _could_be(shares[firm], moved[firm], degrees)
        high[firm] = worst + len(shares) - len(firm)
    return low, high


def _could_be(shares: Floats, moved: Floats, degrees: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best and worst places, from simultaneous confidence sets of all differences (as `rank_sets`, Mogstad, Romano,
    Shaikh & Wilhelm 2024, Review of Economic Studies 91).

    Every two things met few times only, so some spread looks small by chance, and the largest of many differences
    finds it: none is taken to be below the usual one of all (moderated as by Tusher, Tibshirani & Chu 2001, PNAS 98).
    Measured in benchmarks/pairs.py: without it 11 % of rooms that prefer nothing would be told to prefer something.
    """
    one, other = np.triu_indices(len(shares), 1)
    gaps, away = shares[one] - shares[other], moved[one] - moved[other]
    spread = away.std(axis=1)
    spread = np.maximum(spread, np.sqrt(np.mean(spread**2)) if len(spread) else 0.0)
    still = spread == 0
    reached = (np.abs(away[~still]) / spread[~still, None]).max(axis=0, initial=0.0)
    needed = np.quantile(reached, SURE, method="higher") * _wider(SURE, degrees, len(gaps)) * spread
    low, high = np.ones(len(shares), dtype=np.int64), np.full(len(shares), len(shares), dtype=np.int64)
    for better, worse, sure in ((one, other, gaps > needed + TINY), (other, one, -gaps > needed + TINY)):
        np.add.at(low, worse[sure], 1)
        np.subtract.at(high, better[sure], 1)
    return low, high
