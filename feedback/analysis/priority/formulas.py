"""Other formulas for the same list, as they are in use elsewhere: RICE, opportunity, impact against effort.

None of them is the order of the backlog; each page that shows one says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import Literal

import numpy as np

from feedback.analysis.priority.effort import Effort
from feedback.analysis.priority.seeds import generator

DAYS_A_MONTH = 20
# Severity (0.1 to 1) from which the impact counts 3, 2, 1, 0.5; below the last 0.25.
IMPACT_STEPS = ((0.75, 3.0), (0.5, 2.0), (0.35, 1.0), (0.2, 0.5))
LEAST_IMPACT = 0.25
# Upper over lower end of the score's interval, up to which the confidence counts 100 %, 80 %; beyond 50 %.
CONFIDENCE_STEPS = ((2.0, 1.0), (5.0, 0.8))
LEAST_CONFIDENCE = 0.5
RESAMPLES = 2000
TIMES_OF_TEN = 10.0


@dataclass(frozen=True, slots=True)
class Rice:
    """Reach (people) x impact x confidence / effort (person-months); higher is better."""

    reach: int
    impact: float
    confidence: float
    months: float

    @property
    def value(self) -> float:
        return self.reach * self.impact * self.confidence / self.months


def rice(people: int, severity: float, low: float, high: float, effort_days: float) -> Rice:
    """RICE from measured inputs: people who raised it, severity 0.1..1, the ends of the log score, likely days."""
    impact = next((steps for least, steps in IMPACT_STEPS if severity >= least), LEAST_IMPACT)
    factor = exp(high - low)
    confidence = next((share for most, share in CONFIDENCE_STEPS if factor <= most), LEAST_CONFIDENCE)
    return Rice(people, impact, confidence, effort_days / DAYS_A_MONTH)


Quarter = Literal["first", "large", "small", "last", "undecided"]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line could lie: impact (low, value, high; a positive number) against effort in person-days."""

    impact: tuple[float, float, float]
    effort: Effort


def middle(boxes: Sequence[Box]) -> tuple[float, float]:
    """The two lines of the picture: the medians of impact and of likely effort. ValueError without boxes."""
    return median(box.impact[1] for box in boxes), median(box.effort.likely for box in boxes)


def quarter(box: Box, impact: float, effort: float) -> Quarter:
    """In which quarter a box lies wholly; undecided where it crosses a line.

    First: much impact, little effort. Large: much of both. Small: little of both. Last: little impact, much effort.
    """
    low, _, high = box.impact
    if low < impact < high or box.effort.low < effort < box.effort.high:
        return "undecided"
    strong, dear = low >= impact, box.effort.low >= effort and box.effort.high > effort
    if strong:
        return "large" if dear else "first"
    return "last" if dear else "small"


def ends(value: float, spread: float) -> tuple[float, float, float]:
    """An impact with the ends of its 95 % interval, from the standard deviation of its logarithm."""
    return exp(log(value) - 1.96 * spread), value, exp(log(value) + 1.96 * spread)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Ulwick's opportunity score, 0 to 20, higher where more waits; `low` and `high` hold 95 % of its resamples."""

    value: float
    low: float
    high: float
    importance: float
    satisfaction: float
    n: int


def opportunity(important: int, asked: int, satisfied: int, answered: int, *, seed: int = 0) -> Opportunity | None:
    """I + max(I - S, 0), each 10 x the share who answered 4 or 5 of 5; None where nobody answered one half.

    The interval is a bootstrap: the score has a kink at I = S, where a standard error would be wrong. The halves are
    drawn apart from each other, which is wider than drawing people wherever the two rise together.
    """
    if not asked or not answered:
        return None
    random = generator(seed, "opportunity", f"{important}/{asked}", f"{satisfied}/{answered}")
    draws = _opportunity(
        random.binomial(asked, important / asked, RESAMPLES) / asked,
        random.binomial(answered, satisfied / answered, RESAMPLES) / answered,
    )
    low, high = np.quantile(draws, [0.025, 0.975])
    value = float(_opportunity(np.array(important / asked), np.array(satisfied / answered)))
    shares = TIMES_OF_TEN * important / asked, TIMES_OF_TEN * satisfied / answered
    return Opportunity(value, min(float(low), value), max(float(high), value), *shares, n=min(asked, answered))


def _opportunity(important: np.ndarray, satisfied: np.ndarray) -> np.ndarray:
    matters, good = TIMES_OF_TEN * important, TIMES_OF_TEN * satisfied
    score: np.ndarray = matters + np.maximum(matters - good, 0)
    return score
