"""Votes by pairs: how often the places a thing could hold miss its true one, and what an order costs.

    python benchmarks/pairs.py [--rooms 200]

Rooms of people answer pairs by Bradley and Terry's model with known strengths, by the pairs the product would ask
them. "missed" is the share of rooms in which at least one true place lies outside its set (promised: 5 % at most);
"in the interval" the share of true win shares inside their 90 % intervals; "places" how many places
a thing could hold, on average. Strengths run evenly from +spread to −spread; spread 0 is a room that prefers nothing.
"mixed" rooms answer 1 pair or all of theirs in turn, and are two groups of unequal size that count the same. "seconds"
are of one processor. The other ways of voting: benchmarks/votes.py.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np
from scipy.special import expit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from feedback.analysis.pairwise.order import Ranked, order
from feedback.analysis.pairwise.papers import Compared
from feedback.workshops.rules import pairs


@dataclass(frozen=True)
class Case:
    things: int
    people: int
    each: int
    spread: float
    mixed: bool = False


CASES = (
    Case(8, 20, 6, 0.0),
    Case(8, 20, 6, 1.0),
    Case(8, 40, 8, 1.0),
    Case(12, 25, 8, 1.5),
    Case(5, 8, 4, 1.0),
    Case(8, 30, 6, 0.0, mixed=True),
    Case(8, 30, 6, 1.0, mixed=True),
    Case(40, 30, 15, 1.5),
)
ROWS = "{:>6} {:>6} {:>5} {:>6} {:>6} {:>8} {:>16} {:>11} {:>8}"


def room(case: Case, strengths: Sequence[float], seed: int) -> list[Compared]:
    random, names = np.random.default_rng(seed), [str(at) for at in range(case.things)]
    return [_person(case, at, names, strengths, random) for at in range(case.people)]


def _person(
    case: Case, at: int, names: Sequence[str], strengths: Sequence[float], random: np.random.Generator
) -> Compared:
    lot, answers = pairs.lot_of("bench", UUID(bytes=random.bytes(16))), dict[str, int]()
    for _ in range(1 if case.mixed and at % 2 else case.each):
        if (pair := pairs.next_pair(names, answers, lot)) is not None:
            chance = expit(strengths[int(pair[0])] - strengths[int(pair[1])])
            answers[pairs.name_of(pair)] = pairs.FIRST if random.random() < chance else pairs.SECOND
    return Compared("few" if case.mixed and at % 3 == 0 else "many", pairs.told(answers))


def measured(case: Case, rooms: int) -> tuple[float, float, float, float]:
    strengths = np.linspace(case.spread, -case.spread, case.things)
    truth = (expit(strengths[:, None] - strengths[None, :]).sum(axis=1) - 0.5) / (case.things - 1)
    missed, held, widths, took = 0, [], [], 0.0
    for seed in range(rooms):
        names = [str(at) for at in range(case.things)]
        papers, began = room(case, strengths, seed), time.process_time()
        found = order(papers, names, "groups" if case.mixed else "people")
        took += time.process_time() - began
        lines = [found[name] for name in names]
        missed += any(not _could(line, strengths, at) for at, line in enumerate(lines))
        held += [line.low <= share <= line.high for line, share in zip(lines, truth, strict=True)]
        widths += [line.placed.high - line.placed.low + 1 for line in lines]
    return missed / rooms, float(np.mean(held)), float(np.mean(widths)), took / rooms


def _could(line: Ranked, strengths: np.ndarray, at: int) -> bool:
    """Whether a true place is in the set; things alike share all the places they hold together."""
    best = 1 + int((strengths > strengths[at]).sum())
    worst = int((strengths >= strengths[at]).sum())
    return line.placed.low <= best and worst <= line.placed.high


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rooms", type=int, default=200)
    rooms = parser.parse_args().rooms
    print(ROWS.format("things", "people", "each", "spread", "mixed", "missed", "in the interval", "places", "seconds"))
    for case in CASES:
        missed, held, places, seconds = measured(case, rooms)
        figures = (f"{missed:.1%}", f"{held:.1%}", f"{places:.1f}", f"{seconds:.2f}")
        print(ROWS.format(case.things, case.people, case.each, case.spread, "yes" if case.mixed else "", *figures))


if __name__ == "__main__":
    main()
