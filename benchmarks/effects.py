"""Does an effect check say "improved" where nothing changed? And how often does it find a true change of 0.5 points?

The worst of ten stages is chosen by its old answers, asked again before the work and after it. Promise: on unchanged
data at most 5 of 100 checks say "improved". Beside the ways the product has (fresh baseline, without and with control
stages; the old answers pulled towards the mean of all stages, less control stages) stands what it never does: the old
answers as they are. `tide` moves every stage, `restless` each by itself. At most `looks` checks in a row.

    python benchmarks/effects.py [--checks N] [--people N …]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from feedback.analysis.effect_checks import Level, Sample, beyond, change, level, moved, pulled, verdict

STAGES = 10
MIDDLE = 3.4
LIKENESS = 0.15
"""How alike the five-point answers of one person's mood are: with it the standard deviation is about 1.2."""
TRUE_CHANGE = 0.5
MOST_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """How true means differ between stages, how all move together, and each by itself, from before to after."""

    name: str
    spread: float
    tide: float = 0.0
    restless: float = 0.0


SETTINGS = (
    Setting("all alike", 0.0),
    Setting("they differ", 0.3),
    Setting("they differ, tide", 0.3, tide=0.2),
    Setting("they differ, restless", 0.3, restless=0.15),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that was answered about one journey: by stage, the old answers, the fresh baseline, and after."""

    old: Sequence[Sample]
    fresh: Sequence[Sample]
    after: Sequence[Sequence[Sample]]
    """One round per look."""
    worst: int


def answers(mean: float, people: int, random: np.random.Generator) -> Sample:
    """People who answer 1 to 5 with this true mean, beta-binomially."""
    share = min(max((mean - 1) / 4, 0.02), 0.98)
    mood = random.beta(share * (1 / LIKENESS - 1), (1 - share) * (1 / LIKENESS - 1), people)
    values = 1.0 + random.binomial(4, mood)
    return Sample(people, float(values.sum()), float((values**2).sum()))


def asked(setting: Setting, people: int, true_change: float, random: np.random.Generator) -> Asked:
    """One journey: the worst stage by the old answers is the one that is worked on."""
    before = MIDDLE + setting.spread * random.standard_normal(STAGES)
    old = [answers(mean, people, random) for mean in before]
    worst = min(range(STAGES), key=lambda stage: old[stage].mean)
    after = before + setting.tide + setting.restless * random.standard_normal(STAGES)
    after[worst] += true_change
    fresh = [answers(mean, people, random) for mean in before]
    rounds = [[answers(mean, people, random) for mean in after] for _ in range(MOST_LOOKS)]
    return Asked(old, fresh, rounds, worst)


def levels(samples: Sequence[Sample]) -> dict[int, Level]:
    return {stage: own for stage, sample in enumerate(samples) if (own := level(sample)) is not None}


def effect(before: dict[int, Level], after: dict[int, Level], worst: int, *, controls: bool) -> Level:
    """What the worst stage moved, beyond the other nine where they are controls."""
    movements = {stage: moved(before[stage], after[stage]) for stage in before}
    own = movements.pop(worst)
    return beyond(own, list(movements.values()) if controls else [])


WAYS: dict[str, Callable[[Asked, dict[int, Level]], Level]] = {
    "old, as it is": lambda one, after: effect(levels(one.old), after, one.worst, controls=False),
    "fresh": lambda one, after: effect(levels(one.fresh), after, one.worst, controls=False),
    "fresh, controls": lambda one, after: effect(levels(one.fresh), after, one.worst, controls=True),
    "old pulled, controls": lambda one, after: effect(
        pulled(dict(enumerate(one.old))), after, one.worst, controls=True
    ),
}


def judged(one: Asked, way: str, looks: int) -> str:
    """The verdict; where answers are missing, more are asked for and it is looked at again."""
    samples = [Sample()] * STAGES
    said = "not_enough"
    for look in range(1, looks + 1):
        samples = [sample + more for sample, more in zip(samples, one.after[look - 1], strict=True)]
        found = change(WAYS[way](one, levels(samples)), look=look)
        said = verdict(found, direction="up", minimum=TRUE_CHANGE)
        if said != "not_enough":
            return said
    return said


def shares(setting: Setting, people: int, true_change: float, checks: int, looks: int) -> dict[str, dict[str, float]]:
    """Way -> verdict -> share of the checks."""
    random = np.random.default_rng(people)
    found: dict[str, dict[str, float]] = {way: {} for way in WAYS}
    for _ in range(checks):
        one = asked(setting, people, true_change, random)
        for way, counts in found.items():
            said = judged(one, way, looks)
            counts[said] = counts.get(said, 0.0) + 1 / checks
    return found


def main() -> None:
    """Print one row per setting, number of people and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=2000)
    parser.add_argument("--people", type=int, nargs="*", default=[40, 100, 200])
    options = parser.parse_args()
    print(f"The worst of {STAGES} stages, {options.checks} checks each; found: a true change of {TRUE_CHANGE}")
    heads = ("stages", "people", "baseline", "improved (nothing changed)", "up to 3 looks", "found", "up to 3 looks")
    print(f"{heads[0]:<23}{heads[1]:>6}  {heads[2]:<22}{heads[3]:>26}{heads[4]:>15}{heads[5]:>8}{heads[6]:>15}")
    for setting in SETTINGS:
        for people in options.people:
            columns = [
                shares(setting, people, true_change, options.checks, looks)
                for true_change in (0.0, TRUE_CHANGE)
                for looks in (1, MOST_LOOKS)
            ]
            for way in WAYS:
                rates = [column[way].get("improved", 0.0) for column in columns]
                told = f"{rates[0]:>26.1%}{rates[1]:>15.1%}{rates[2]:>8.1%}{rates[3]:>15.1%}"
                print(f"{setting.name:<23}{people:>6}  {way:<22}{told}")


if __name__ == "__main__":
    main()
