"""The result of one question, made from a tally: bars with their shares, and the one figure that stands for it.

Nothing here decides whether a result may be shown: that is the disclosure rule's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

import numpy as np

from feedback.analysis.statistics import Estimate, mean_interval, net_score, wilson


@dataclass(frozen=True, slots=True)
class Counts:
    """The tally of one question, or of one part of it, for one cut and wave.

    `people` answered it; `values` counts answers by choice code, or by the number as written ("0" to "10").
    With several choices the values add up to more than the people. `parts` are the same counts by row or half;
    `skipped` were shown it and left it, to `not_applicable` it does not apply.
    """

    people: int
    values: Mapping[str, int] = field(default_factory=dict, hash=False)
    parts: Mapping[str, Counts] = field(default_factory=dict, hash=False)
    skipped: int = 0
    not_applicable: int = 0

    @property
    def shown(self) -> int:
        """Everybody who was shown it."""
        return self.people + self.skipped + self.not_applicable


@dataclass(frozen=True, slots=True)
class Bar:
    """One option or point of the scale: how many chose it, and their share (0 to 1) of the people who answered."""

    value: str
    count: int
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands for a question; `lowest` and `highest` are the ends of what it can be.

    nps: -100 to 100; mean and median in the unit of the question; share 0 to 1; rank: the mean rank, 1 is first;
    first: the share who put it first; gap: how far satisfaction stays behind importance, in points of their scale.
    """

    name: Literal["nps", "mean", "share", "median", "rank", "first", "gap"]
    estimate: Estimate
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of one question. Values that the question no longer offers stand last, never left out.

    `also` are figures beside the one that stands for it; `parts` the same by row or half, in the order of the page.
    Everybody who was shown it answered (`people`), left it (`skipped`), or said that it is not about them.
    """

    kind: str
    people: int
    bars: tuple[Bar, ...]
    figure: Figure | None
    also: tuple[Figure, ...] = ()
    parts: tuple[tuple[str, Summary], ...] = ()
    skipped: int = 0
    not_applicable: int = 0

    @property
    def shown(self) -> int:
        """Everybody who was shown it."""
        return self.people + self.skipped + self.not_applicable


def summary(
    kind: str,
    counts: Counts,
    offered: Sequence[str],
    figure: Figure | None,
    also: Iterable[Figure | None] = (),
    parts: Iterable[tuple[str, Summary]] = (),
) -> Summary:
    """One bar per offered value, in that order, then any other value that was counted."""
    others = sorted(set(counts.values) - set(offered))
    bars = tuple(_bar(counts, value) for value in (*offered, *others))
    known = tuple(one for one in also if one is not None)
    return Summary(kind, counts.people, bars, figure, known, tuple(parts), counts.skipped, counts.not_applicable)


def part_of(counts: Counts, part: str) -> Counts:
    """The counts of one row or half; whoever was shown the question and said nothing to this part left it."""
    own = counts.parts.get(part, Counts(0))
    skipped = max(0, counts.people + counts.skipped - own.people - own.not_applicable)
    return Counts(own.people, own.values, own.parts, skipped, own.not_applicable + counts.not_applicable)


def parts_to_show(counts: Counts, offered: Sequence[str]) -> tuple[str, ...]:
    """The rows the question has, then those it had: what was counted is never left out."""
    return (*offered, *sorted(set(counts.parts) - set(offered)))


def in_bands(counts: Counts, band: Mapping[str, str]) -> Counts:
    """The same people with values put together: `band` names the band of each value."""
    found: dict[str, int] = {}
    for value, count in counts.values.items():
        name = band.get(value, value)
        found[name] = found.get(name, 0) + count
    return Counts(counts.people, found, counts.parts, counts.skipped, counts.not_applicable)


def mean(counts: Counts, low: int, high: int) -> Figure | None:
    """The mean on a scale from low to high with its 95 % interval; None when nobody answered."""
    points = {str(point): float(point) for point in range(low, high + 1)}
    return mean_of(counts, points, low, high)


def mean_of(counts: Counts, numbers: Mapping[str, float], low: float, high: float) -> Figure | None:
    """The mean of the answers that have a number, by value, with its 95 % interval; None when there is none."""
    # An array, not a list: a million answers are a million values here.
    estimate = mean_interval(cast(Sequence[float], spread(counts, numbers)), ends=(low, high))
    return None if estimate is None else Figure("mean", estimate, low, high)


def spread(counts: Counts, numbers: Mapping[str, float]) -> np.ndarray:
    """One number per answer, of the values that have one."""
    values = list(numbers)
    return np.repeat([float(numbers[value]) for value in values], [counts.values.get(value, 0) for value in values])


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
