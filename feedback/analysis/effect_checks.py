"""Whether an answer moved after something was done, and whether the work or chance, choice or the tide moved it.

Whoever works on the worst stage and asks again sees it rise with nothing done: part of what made it the worst was
chance (regression to the mean, Galton 1886). So the baseline is asked for after the choice, or the old one is pulled
towards the mean of all stages; and what stages without work did is taken off (difference in differences, Snow 1855;
Angrist and Pischke 2009, ch. 5).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt
from typing import Literal, TypeVar

from feedback.analysis.statistics import z_score

Verdict = Literal["improved", "unchanged", "worse", "not_enough"]
Key = TypeVar("Key", bound=Hashable)

FEWEST = 10
"""People on either side below which nothing is said."""
FEWEST_TO_PULL = 4
"""Stages below which there is no mean of all stages to pull towards."""
FEWEST_TO_COMPARE = 3
"""Controls from which on it shows how restless stages are without any work."""
ERROR = 0.05
POWER = 0.80
SPARE = 1.1
"""A tenth more answers than the formula wants: the spread is a guess until they are there."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One value per person, added up: how many people, the sum of their values and of the squares."""

    people: int = 0
    total: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, values: Sequence[float]) -> Sample:
        return cls(len(values), float(sum(values)), float(sum(value * value for value in values)))

    def __add__(self, other: Sample) -> Sample:
        return Sample(self.people + other.people, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> float:
        return self.total / self.people

    @property
    def variance(self) -> float:
        """Of single people. Never less than if one of them had answered one unit away: equal answers prove little."""
        if self.people < 2:
            return inf
        spread = (self.squares - self.people * self.mean**2) / (self.people - 1)
        return max(spread, 1 / self.people)


@dataclass(frozen=True, slots=True)
class Level:
    """A value, the square of its standard error, and the degrees of freedom that this error was estimated with."""

    value: float
    error: float
    freedom: float


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with its interval, and the smallest true change it would find four times out of five."""

    value: float
    low: float
    high: float
    detectable: float


def level(sample: Sample) -> Level | None:
    """The mean of a sample; None with fewer than 10 people."""
    if sample.people < FEWEST:
        return None
    return Level(sample.mean, sample.variance / sample.people, sample.people - 1)


def pulled(samples: Mapping[Key, Sample]) -> dict[Key, Level]:
    """Every stage's mean pulled towards the mean of all, the more the less its own answers say.

    Parametric empirical Bayes (Morris 1983, JASA 78, eq. 1.17) with the spread between stages by DerSimonian and
    Laird (1986). What is left of a stage does not depend on why it was picked. Stages with fewer than 10 people are
    left out; with fewer than 4 others there is nothing to pull towards, and the answer is empty.
    """
    levels = {key: own for key, sample in samples.items() if (own := level(sample)) is not None}
    if len(levels) < FEWEST_TO_PULL:
        return {}
    between = spread_between(list(levels.values()))
    weights = {key: 1 / (own.error + between) for key, own in levels.items()}
    middle = sum(weights[key] * own.value for key, own in levels.items()) / sum(weights.values())
    return {key: _pulled(own, middle, 1 / sum(weights.values()), between, len(levels)) for key, own in levels.items()}


def _pulled(own: Level, middle: float, of_middle: float, between: float, stages: int) -> Level:
    kept = between / (between + own.error)
    unsure = 2 / (stages - 3) * ((1 - kept) * (own.value - middle)) ** 2
    error = kept * own.error + (1 - kept) ** 2 * of_middle + unsure
    return Level(middle + kept * (own.value - middle), error, own.freedom)


def spread_between(levels: Sequence[Level]) -> float:
    """Variance between true values beyond what their standard errors explain (DerSimonian and Laird 1986)."""
    weights = [1 / one.error for one in levels]
    total = sum(weights)
    middle = sum(weight * one.value for weight, one in zip(weights, levels, strict=True)) / total
    scatter = sum(weight * (one.value - middle) ** 2 for weight, one in zip(weights, levels, strict=True))
    rest = total - sum(weight**2 for weight in weights) / total
    return max(0.0, (scatter - (len(levels) - 1)) / rest) if rest > 0 else 0.0


def moved(before: Level, after: Level) -> Level:
    """After less before, as of different people: where some answered twice the interval is wider than it had to be."""
    return _sum([before, after], after.value - before.value)


def beyond(own: Level, controls: Sequence[Level]) -> Level:
    """What moved beyond the mean of the controls; without controls the movement itself.

    From 3 controls on, how differently they moved counts as noise of the stage itself too.
    """
    if not controls:
        return own
    count = len(controls)
    others = [Level(0.0, one.error / count**2, one.freedom) for one in controls]
    restless = spread_between(controls) if count >= FEWEST_TO_COMPARE else 0.0
    if restless:
        others.append(Level(0.0, restless * (1 + 1 / count), count - 1))
    return _sum([own, *others], own.value - sum(one.value for one in controls) / count)


def _sum(parts: Sequence[Level], value: float) -> Level:
    """A sum of independent parts; degrees of freedom by Welch (1947) and Satterthwaite (1946)."""
    error = sum(part.error for part in parts)
    return Level(value, error, error**2 / sum(part.error**2 / part.freedom for part in parts))


def change(found: Level, *, look: int = 1) -> Change:
    """The difference with its interval: 95 % at the first look.

    Each later look at the same check may err half as often as the one before, so that looking again and again until
    it says "improved" does so in at most 5 of 100 checks without any change.
    """
    low, high = interval(found, error=ERROR / 2 ** (look - 1))
    return Change(found.value, low, high, _standard() * sqrt(found.error))


def interval(found: Level, *, error: float = ERROR) -> tuple[float, float]:
    """Where the true value lies but in that share of cases (Student's t), both ends alike."""
    from scipy.special import stdtrit  # loading scipy takes most of a second, and most requests need no interval

    half = float(stdtrit(found.freedom, 1 - error / 2)) * sqrt(found.error)
    return found.value - half, found.value + half


def verdict(found: Change, *, direction: Literal["up", "down"], minimum: float) -> Verdict:
    """What the interval says, in the direction that was wished; `minimum` (above 0) is the least change worth it.

    improved: 0 lies outside on the wished side, and the minimum is not ruled out. worse: the same on the other side.
    Where neither holds: unchanged, if a true change of the minimum would have been found four times out of five or is
    ruled out; else not_enough.
    """
    low, high = (found.low, found.high) if direction == "up" else (-found.high, -found.low)
    if low > 0 and high >= minimum:
        return "improved"
    if high < 0 and low <= -minimum:
        return "worse"
    ruled_out = high < minimum and low > -minimum
    return "unchanged" if ruled_out or found.detectable <= minimum else "not_enough"


def needed(minimum: float, variance: float, *, before: int | None = None, others: float = 0.0) -> int | None:
    """People who must answer afterwards so that a true change of `minimum` is found four times out of five.

    `variance` is that of single people; `before` how many the baseline rests on, None where it is still to be asked
    and gets as many; `others` the error that the controls bring. None where no number is enough: the baseline or the
    controls alone are too unsure. (Cohen 1988, ch. 2, with a tenth to spare.)
    """
    if minimum <= 0 or variance <= 0:
        raise ValueError("minimum and variance lie above 0")
    room = (minimum / _standard()) ** 2 - others
    if before is None:
        return _people(2 * variance, room)
    return _people(variance, room - variance / before) if before > 0 else None


def _people(variance: float, room: float) -> int | None:
    return max(FEWEST, ceil(SPARE * variance / room)) if room > 0 else None


def _standard() -> float:
    """Standard errors that a true change must measure to be found four times out of five: 2.80."""
    return z_score(1 - ERROR) + z_score(2 * POWER - 1)
