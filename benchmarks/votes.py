"""Votes by dots, budget and three places: how often an order tells apart what nobody prefers, and what it still finds.

    python benchmarks/votes.py [--rooms 400]

Every person has a taste of their own around what the room as a whole prefers: "even" strengths run evenly from +1.5 to
−1.5, "one" room has a clear favourite among things alike, and one that prefers "none" as a whole prefers nothing.
"missed" is the share of rooms in which at least one true place lies outside its set (promised: 5 % at most); "told"
the share in which any two things are told apart, which with "none" are the same; "places" how many places a thing
could hold, on average. "groups" rooms are two groups of unequal size that count the same.

The ways "devoted" are the hardest that prefer nothing: the first thing gets all dots of a few people and none of the
others, so that a room in which these few are missing knows nothing of it. There more than 5 % may be missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from feedback.analysis.rooms import Basis, Placed
from feedback.analysis.voting import Paper, order
from feedback.workshops.rules.votes import BUDGET, DOTS, PLACES, TOP, points_of

OWN_TASTE = 1.0
"""Standard deviation of a person's taste around the room's, in the unit of the strengths."""
DOTS_EACH, PRICE, MONEY = 5, 30, 100
DEVOTED = "devoted"
"""Dots of people of whom one in so many as there are things gives all to the first, the others none."""


@dataclass(frozen=True)
class Case:
    way: str
    things: int
    people: int
    prefers: str = "none"
    basis: Basis = "people"

    @property
    def strengths(self) -> np.ndarray:
        if self.prefers == "one":
            return np.array([3.0, *[0.0] * (self.things - 1)])
        return np.linspace(1.5, -1.5, self.things) * (self.prefers == "even")


SIZES = (5, 6, 8, 12, 20, 30)
CASES = (
    *(Case(way, 8, people) for way, people in product((DOTS, BUDGET, TOP), SIZES)),
    *(Case(DOTS, things, people) for things, people in product((2, 3, 20), (5, 8, 20))),
    *(Case(DEVOTED, things, people) for things, people in product((5, 12), (5, 8, 20))),
    *(Case(way, 8, people, basis="groups") for way, people in product((DOTS, TOP), (15, 20, 30))),
    *(Case(way, 8, people, "even") for way, people in product((DOTS, BUDGET, TOP), SIZES)),
    *(Case(way, 8, people, "one") for way, people in product((DOTS, BUDGET, TOP), SIZES)),
    Case(DOTS, 8, 20, "even", "groups"),
)
ROWS = "{:>8} {:>6} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6}"


def room(case: Case, strengths: np.ndarray, seed: int) -> list[Paper]:
    random = np.random.default_rng(seed)
    return [_person(case, at, strengths, random) for at in range(case.people)]


def _person(case: Case, at: int, strengths: np.ndarray, random: np.random.Generator) -> Paper:
    taste = strengths + OWN_TASTE * random.normal(size=case.things)
    chosen = CHOSEN[case.way](taste, random)
    points = points_of(
        DOTS if case.way == DEVOTED else case.way, {str(thing): number for thing, number in chosen.items() if number}
    )
    return Paper("few" if case.basis == "groups" and at % 3 == 0 else "many", points)


def _dots(taste: np.ndarray, random: np.random.Generator) -> Mapping[int, int]:
    shares = np.exp(taste) / np.exp(taste).sum()
    return {thing: int(dots) for thing, dots in enumerate(random.multinomial(DOTS_EACH, shares))}


def _devoted(taste: np.ndarray, random: np.random.Generator) -> Mapping[int, int]:
    others = len(taste) - 1
    if random.random() < 1 / len(taste):
        return {0: DOTS_EACH}
    return {thing: int(dots) for thing, dots in enumerate(random.multinomial(DOTS_EACH, [1 / others] * others), 1)}


def _bought(taste: np.ndarray, random: np.random.Generator) -> Mapping[int, int]:
    return {int(thing): PRICE for thing in _liked(taste, random)[: MONEY // PRICE]}


def _places(taste: np.ndarray, random: np.random.Generator) -> Mapping[int, int]:
    return {int(thing): place for place, thing in enumerate(_liked(taste, random)[:PLACES], 1)}


def _liked(taste: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Things from the one this person likes best on, as they say it today (Luce's choice, one after the other)."""
    return np.argsort(-(taste + random.gumbel(size=len(taste))))


CHOSEN: Mapping[str, Callable[[np.ndarray, np.random.Generator], Mapping[int, int]]] = {
    DOTS: _dots,
    DEVOTED: _devoted,
    BUDGET: _bought,
    TOP: _places,
}


def measured(case: Case, rooms: int) -> tuple[float, float, float, float]:
    """Rooms that missed a true place, that told things apart, places a thing could hold, CPU seconds of an order."""
    strengths, names = case.strengths, [str(at) for at in range(case.things)]
    missed, told, widths, took = 0, 0, [], 0.0
    for seed in range(rooms):
        papers, began = room(case, strengths, seed), time.process_time()
        found = order(papers, names, case.basis)
        took += time.process_time() - began
        lines = [found[name] for name in names]
        missed += any(not _could(line, strengths, at) for at, line in enumerate(lines))
        told += any((line.low, line.high) != (1, case.things) for line in lines)
        widths += [line.high - line.low + 1 for line in lines]
    return missed / rooms, told / rooms, float(np.mean(widths)), took / rooms


def _could(line: Placed, strengths: np.ndarray, at: int) -> bool:
    """Whether a true place is in the set; things alike share all the places they hold together."""
    best = 1 + int((strengths > strengths[at]).sum())
    worst = int((strengths >= strengths[at]).sum())
    return line.low <= best and worst <= line.high


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rooms", type=int, default=400)
    rooms = parser.parse_args().rooms
    print(ROWS.format("way", "things", "people", "basis", "prefers", "missed", "told", "places", "CPU s"))
    for case in CASES:
        missed, told, places, seconds = measured(case, rooms)
        figures = (f"{missed:.1%}", f"{told:.1%}", f"{places:.1f}", f"{seconds:.3f}")
        print(ROWS.format(case.way, case.things, case.people, case.basis, case.prefers, *figures))


if __name__ == "__main__":
    main()
