"""Do the rank sets hold what they promise? Joint coverage over simulated surveys, near-ties and a clear order.

Promise: with the nominal level (95 %), all true ranks lie in their sets at once in at least that share of surveys.
Beside it, what percentile intervals of bootstrapped ranks, which the product does not use, would have held. More people
than are drawn exactly (see `resampling`) and more lines than are all compared (see `largest`) have their own rows.

    python benchmarks/ranks.py [--surveys N] [--people N …]
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

from feedback.analysis.priority import EQUAL, Effort, GroupEvidence, LineEvidence, Raised
from feedback.analysis.priority.ranks import rank_sets
from feedback.analysis.priority.simulation import simulate

LEVEL = 0.95
DRAWS = 500
EFFORT = Effort(2, 2, 2)
MANY_LINES = 200
NEAR_TIES = 0.20 + 0.001 * np.arange(12)
CLEAR_ORDER = 0.04 * 1.25 ** np.arange(12)
ORDERS = {"near ties": NEAR_TIES, "clear order": CLEAR_ORDER}
MANY = {
    "many near ties": 0.20 + 0.0001 * np.arange(MANY_LINES),
    "many, spread out": 0.02 * 1.02 ** np.arange(MANY_LINES),
}
MANY_PEOPLE = 600


@dataclass
class Coverage:
    """How many surveys held the best line's rank, and all ranks, and how wide the sets were."""

    best: int = 0
    joint: int = 0
    percentile_joint: int = 0
    width: float = 0.0


def survey(shares: np.ndarray, people: int, random: np.random.Generator) -> list[LineEvidence]:
    """People who each raise each line with its true share, once, with an intensity from one common distribution."""
    raised = random.random((len(shares), people)) < shares[:, None]
    everyone = np.arange(people)
    lines = []
    for line, row in enumerate(raised):
        who = np.flatnonzero(row) if row.any() else np.array([0])
        mentions = Raised(who, random.uniform(0.1, 1, len(who)), np.ones(len(who)))
        lines.append(
            LineEvidence(f"{line:02}", effort=EFFORT, groups={"g": GroupEvidence(everyone, everyone, mentions)})
        )
    return lines


def measure(shares: np.ndarray, people: int, surveys: int, seed: int) -> Coverage:
    """Coverage over so many surveys. The true rank is the order of the true shares: severity is alike in truth."""
    random, found = np.random.default_rng(seed), Coverage()
    truth = len(shares) - np.argsort(np.argsort(shares))
    for number in range(surveys):
        simulation = simulate(survey(shares, people, random), EQUAL, number, DRAWS)
        sets = rank_sets(simulation.scores, simulation.draws, level=LEVEL, evidence=simulation.evidence)
        held = (sets.low <= truth) & (truth <= sets.high)
        ranks = len(shares) - simulation.draws.argsort(axis=0).argsort(axis=0)
        low, high = np.quantile(ranks, [0.025, 0.975], axis=1)
        found.best += bool(held[truth.argmin()])
        found.joint += bool(held.all())
        found.percentile_joint += bool(((low <= truth) & (truth <= high)).all())
        found.width += float((sets.high - sets.low + 1).mean()) / surveys
    return found


def main() -> None:
    """Print one row per setting."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surveys", type=int, default=200)
    parser.add_argument("--people", type=int, nargs="*", default=[40, 150, 600, 6000])
    options = parser.parse_args()
    print(f"{options.surveys} surveys each, {DRAWS} draws, nominal level {LEVEL:.0%}")
    heads = ("all ranks", 11), ("best line", 11), ("mean places", 13), ("percentile, all", 17)
    print(f"{'order':<18}{'lines':>6}{'people':>8}" + "".join(f"{head:>{width}}" for head, width in heads))
    settings = [(name, shares, people) for name, shares in ORDERS.items() for people in options.people]
    for name, shares, people in settings + [(name, shares, MANY_PEOPLE) for name, shares in MANY.items()]:
        found = measure(shares, people, options.surveys, seed=people)
        held = [count / options.surveys for count in (found.joint, found.best, found.percentile_joint)]
        row = f"{name:<18}{len(shares):>6}{people:>8}{held[0]:>11.1%}{held[1]:>11.1%}"
        print(f"{row}{found.width:>13.1f}{held[2]:>17.1%}", flush=True)


if __name__ == "__main__":
    main()
