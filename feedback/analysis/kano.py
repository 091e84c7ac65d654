"""What a Kano question says once many people answered it: the category, and how far it satisfies or disappoints.

Categories: M must, O one-dimensional (the more the better), A attractive, I indifferent, R reverse, Q questionable.
Berger et al. (1993), Center for Quality of Management Journal 2, with Timko's coefficients.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from feedback.analysis.statistics import Estimate, wilson

CATEGORIES = ("M", "O", "A", "I", "R", "Q")
# The order in which equal counts are settled: what is missed most comes first (Berger et al.).
FONG = 1.65
"""How many standard deviations the two largest counts must lie apart (Fong 1996, for 90 %)."""
CONFUSED = 0.15
"""Share of contradicting pairs from which the question itself is in doubt."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One group's answers to one Kano question; `n` people answered both halves.

    `better`: share of those for whom it counts either way (M, O, A, I) who would be more satisfied with it, 0..1;
    `worse`: who would be less satisfied without it, 0..1. None where it counts for nobody either way. `leading` is the
    largest category, `next` the one after it, `clear` whether the two lie further apart than chance puts them.
    """

    n: int
    shares: Mapping[str, float]
    better: Estimate | None
    worse: Estimate | None
    leading: str
    next: str
    clear: bool

    @property
    def confused(self) -> bool:
        """So many contradict themselves that the question was perhaps not understood."""
        return self.shares["Q"] > CONFUSED


def read(counts: Mapping[str, int]) -> Reading | None:
    """People by category; None where nobody answered both halves."""
    known = {one: counts.get(one, 0) for one in CATEGORIES}
    n = sum(known.values())
    if n == 0:
        return None
    first, second = sorted(CATEGORIES, key=lambda one: -known[one])[:2]
    either = sum(known[one] for one in "MOAI")
    return Reading(
        n=n,
        shares={one: count / n for one, count in known.items()},
        better=wilson(known["A"] + known["O"], either),
        worse=wilson(known["O"] + known["M"], either),
        leading=first,
        next=second,
        clear=apart(known[first], known[second], n),
    )


def apart(most: int, second: int, n: int) -> bool:
    """Fong's test: whether the two largest of n answers lie further apart than chance puts them (at 90 %)."""
    return most - second >= FONG * sqrt((most + second) * (2 * n - most - second) / (2 * n)) and most > second
