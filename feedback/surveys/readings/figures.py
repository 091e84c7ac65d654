"""Figures put together and set against each other, from what may be shown of them. Pure.

The answers of one person to several questions go together, so intervals of parts cannot be combined as if the parts
were independent. Both combinations here err on the careful side when answers go together in the same direction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import hypot
from statistics import fmean

from feedback.analysis.disclosure import Hidden, Shown

Figure = Shown[float] | Hidden
Figures = Mapping[str, Figure]
"""Construct -> its mean on 1..5, 5 best, or why it is not shown. A construct that was not asked is missing."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A mean on 1..5 with its 95 % interval; `n` is the fewest people behind any part of it."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One mean less another, -4..4, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves zero out; 0 where the two cannot be told apart."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def shown(figures: Figures, constructs: Collection[str]) -> dict[str, Bounded]:
    """Those of the constructs that have a figure with an interval, in the order given."""
    found = {construct: figures.get(construct) for construct in constructs}
    return {construct: one for construct, figure in found.items() if (one := bounded(figure)) is not None}


def bounded(figure: Figure | None) -> Bounded | None:
    """A shown figure with both its bounds; None where it is hidden, missing or without them."""
    if not isinstance(figure, Shown) or figure.low is None or figure.high is None:
        return None
    return Bounded(figure.value, figure.low, figure.high, figure.n)


def together(parts: Collection[Bounded]) -> Bounded | None:
    """The mean of means of the same people, each part counting the same; None without parts.

    Its bounds are the means of the bounds: the standard error of a mean of parts is never larger than the mean of
    theirs, and as large when all go together (Cauchy-Schwarz).
    """
    if not parts:
        return None
    value, low, high = (fmean(getattr(part, name) for part in parts) for name in ("value", "low", "high"))
    return Bounded(value, low, high, min(part.n for part in parts))


def difference(one: Bounded, other: Bounded) -> Difference:
    """`one` less `other`, with the interval that their own intervals give (Zou & Donner 2008, Stat. in Medicine 27).

    As if different people had answered: where the same people did and who is high in one is high in the other, the
    true interval is narrower.
    """
    value = one.value - other.value
    low = value - hypot(one.value - one.low, other.high - other.value)
    high = value + hypot(one.high - one.value, other.value - other.low)
    return Difference(value, low, high)
