"""Where a map and a life part: by how much, and what to ask next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.readings.figures import Bounded, Difference, bounded, difference

Step = Literal["ask", "more", "read", "why", "redraw", "agree"]
LEAST = 0.25
"""Points of 1 to 5 below which two figures are as good as the same: nobody plans for less."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What is lived less what was supposed, -4..4, below 0 worse than supposed; and what to ask next.

    `gap` is None where one side is not shown or has no interval. `more`: about how many further answers would tell
    the gap from none, where that is what is missing.
    """

    gap: Difference | None
    step: Step
    more: int | None = None

    @property
    def width(self) -> float:
        return abs(self.gap.value) if self.gap else -1.0


def drawn(value: float) -> Bounded:
    """What a team drew is what it drew: it has no interval."""
    return Bounded(value, value, value, 0)


def apart(supposed: Bounded | None, lived: Shown[float] | Hidden | None, *, told: bool = False) -> Apart:
    """How far a life is from what was supposed of it. `told`: people wrote what hurts them there.

    The interval joins those of both sides (Zou & Donner 2008); a drawn value adds nothing to it.
    """
    known = bounded(lived)
    if supposed is None or known is None:
        return Apart(None, "ask")
    gap = difference(known, supposed)
    if gap.sign:
        return Apart(gap, _after(gap, told))
    return Apart(gap, "agree") if _as_good_as_none(gap) else Apart(gap, "more", more(gap, known.n))


def _after(gap: Difference, told: bool) -> Step:
    if gap.sign > 0:
        return "redraw"
    return "read" if told else "why"


def _as_good_as_none(gap: Difference) -> bool:
    return max(abs(gap.low), abs(gap.high)) < 2 * LEAST


def more(gap: Difference, n: int) -> int | None:
    """About how many more answers would tell this gap from none; None where the gap is too small to be worth it.

    Half of the interval shrinks with the root of n, so it fits into the gap at n · (half ÷ gap)².
    """
    if abs(gap.value) < LEAST or n < 1:
        return None
    half = max(gap.value - gap.low, gap.high - gap.value)
    return max(1, ceil(round(n * (half / gap.value) ** 2, 6)) - n)
