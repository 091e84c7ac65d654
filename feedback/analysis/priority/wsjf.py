"""WSJF, weighted shortest job first, as SAFe has it: (value + time criticality + risk and opportunity) / job size.

Every part is a relative number out of 1, 2, 3, 5, 8, 13, 20. A sum of such numbers is not a cost of delay (Reinertsen's
CD3 needs money per week), so the result compares the lines of one list on one day and says nothing by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from feedback.analysis.priority.effort import Effort

STEPS = (1, 2, 3, 5, 8, 13, 20)
# Days until it is due, up to which time presses so much; later dates 2, no date 1.
URGENCY = ((14, 20), (30, 13), (60, 8), (90, 5), (180, 3))
LATER = 2
# How many improvements wait for it, from which on that counts so much; none 1.
ENABLING = ((5, 13), (3, 8), (2, 5), (1, 3))
NONE = 1


@dataclass(frozen=True, slots=True)
class Job:
    """A line as WSJF sees it.

    `impact`: reach x severity x breadth x moment. `days`: until its date, below 0 where that has passed, None without.
    `waiting`: improvements that wait for it.
    """

    impact: float
    days: int | None
    waiting: int
    effort: Effort


@dataclass(frozen=True, slots=True)
class Wsjf:
    """(value + urgency + enabling) / size, higher first. `place` in the order, 1 is first.

    `low` and `high`: with the job as large as its worst guess and as small as its best, everything else as it is;
    `first` and `last` are the places it would have then.
    """

    value: int
    urgency: int
    enabling: int
    size: int
    low: float
    high: float
    place: int
    first: int
    last: int

    @property
    def delay(self) -> int:
        """What stands above the line of the fraction."""
        return self.value + self.urgency + self.enabling

    @property
    def result(self) -> float:
        return self.delay / self.size


def wsjf(jobs: Sequence[Job]) -> list[Wsjf]:
    """WSJF of every line of a list, in the order of the list: the smallest value and job of it count as 1.

    Equal results keep the order they were given in.
    """
    if not jobs:
        return []
    least, smallest = min(job.impact for job in jobs), min(job.effort.likely for job in jobs)
    delays = [_parts(job, least) for job in jobs]
    sizes = [[relative(days / smallest) for days in _guesses(job.effort)] for job in jobs]
    results = [sum(parts) / likely for parts, (_, likely, _) in zip(delays, sizes, strict=True)]
    order = sorted(range(len(jobs)), key=lambda at: -results[at])
    places, sorted_results = {at: place for place, at in enumerate(order, 1)}, sorted(results)
    return [
        _line(parts, own, places[at], sorted_results) for at, (parts, own) in enumerate(zip(delays, sizes, strict=True))
    ]


def _guesses(effort: Effort) -> tuple[float, float, float]:
    return effort.low, effort.likely, effort.high


def _parts(job: Job, least: float) -> tuple[int, int, int]:
    return relative(job.impact / least), urgency(job.days), enabling(job.waiting)


def _line(parts: tuple[int, int, int], sizes: Sequence[int], place: int, results: Sequence[float]) -> Wsjf:
    """`results` of all lines, the lowest first: its own lies between the two ends, so it is above the lower one."""
    low, high = sum(parts) / sizes[2], sum(parts) / sizes[0]
    own = sum(parts) / sizes[1]
    best = 1 + len(results) - bisect_right(results, high)
    worst = len(results) - bisect_right(results, low) + (own <= low)
    return Wsjf(*parts, sizes[1], low, high, place, first=min(best, place), last=max(worst, place))


def relative(ratio: float) -> int:
    """The step nearest to how many times the least it is, on a log scale; 20 for everything beyond."""
    return min(STEPS, key=lambda step: abs(log(step) - log(max(ratio, 1e-9))))


def urgency(days: int | None) -> int:
    """How much time presses; 1 where nobody gave a date."""
    if days is None:
        return NONE
    return next((points for most, points in URGENCY if days <= most), LATER)


def enabling(waiting: int) -> int:
    """How much it opens the way to, from the improvements that wait for it."""
    return next((points for least, points in ENABLING if waiting >= least), NONE)
