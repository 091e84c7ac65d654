"""The result of one question, made from a tally: bars with their shares, and the one figure that stands for it.

Nothing here decides whether a result may be shown: that is the disclosure rule's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

import numpy as np

from feedback.analysis.statistics import Estimate, mean_interval, net_score, wilson


@dataclass(frozen=True, slots=True)
class Counts:
    """The tally of one question for one cut and wave.

    `people` answered it; `values` counts answers by choice code, or by the number as written ("0" to "10").
    With several choices the values add up to more than the people.
    """

    people: int
    values: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """One option or point of the scale: how many chose it, and their share (0 to 1) of the people who answered."""

    value: str
    count: int
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The number that stands for a question; `lowest` and `highest` are the ends of what it can be."""

    name: Literal["nps", "mean", "share"]
    estimate: Estimate
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of one question. Values that the question no longer offers stand last, never left out."""

    kind: str
    people: int
    bars: tuple[Bar, ...]
    figure: Figure | None


def summary(kind: str, counts: Counts, offered: Sequence[str], figure: Figure | None) -> Summary:
    """One bar per offered value, in that order, then any other value that was counted."""
    others = sorted(set(counts.values) - set(offered))
    bars = tuple(_bar(counts, value) for value in (*offered, *others))
    return Summary(kind, counts.people, bars, figure)


def mean(counts: Counts, low: int, high: int) -> Figure | None:
    """The mean on a scale from low to high with its 95 % interval; None when nobody answered."""
    points = list(range(low, high + 1))
    values = np.repeat(points, [counts.values.get(str(point), 0) for point in points])
    # An array, not a list: a million answers are a million values here.
    estimate = mean_interval(cast(Sequence[float], values), ends=(low, high))
    return None if estimate is None else Figure("mean", estimate, low, high)


def net_promoter_score(counts: Counts) -> Figure | None:
    """The net promoter score, -100 to 100, with its 95 % interval; None when nobody answered."""
    at = [counts.values.get(str(point), 0) for point in range(11)]
    score = net_score(promoters=sum(at[9:]), passives=sum(at[7:9]), detractors=sum(at[:7]))
    if score is None:
        return None
    return Figure("nps", Estimate(score.value, score.low, score.high, score.n), -100, 100)


def share(counts: Counts, value: str) -> Figure | None:
    """The share of the people who gave this value, 0 to 1, with its 95 % interval; None when nobody answered."""
    estimate = wilson(counts.values.get(value, 0), counts.people)
    return None if estimate is None else Figure("share", estimate, 0, 1)


def _bar(counts: Counts, value: str) -> Bar:
    count = counts.values.get(value, 0)
    return Bar(value, count, wilson(count, counts.people))
