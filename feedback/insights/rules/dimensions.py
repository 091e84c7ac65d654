"""Of which stages the score tells something about one dimension: those whose touchpoints are mostly of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

OF = ("physical", "human", "digital")


@dataclass(frozen=True, slots=True)
class Weight:
    """A dimension that more than half of a stage's touchpoints are of: `own` of them, of `all_of_them`."""

    dimension: str
    own: int
    all_of_them: int

    @property
    def only(self) -> bool:
        return self.own == self.all_of_them


def weight(dimensions: Sequence[str]) -> Weight | None:
    """What a stage's touchpoints mostly are, one entry each, '' where nobody knows; None where nothing prevails."""
    counts = Counter(one for one in dimensions if one)
    for dimension, own in counts.most_common(1):
        if 2 * own > len(dimensions):
            return Weight(dimension, own, len(dimensions))
    return None
