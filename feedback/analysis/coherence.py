"""How much terms are said together, beyond chance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from itertools import combinations, product


class Speech:
    """Who says what, in `mentions` (each its terms) and in the rest of what was said.

    `elsewhere` counts terms in the mentions that are not listed, `total` counts all mentions: a word that is on
    everybody's lips is no sign of a topic. Coherence is normalised pointwise mutual information, -1..1, 0 by
    chance (Bouma 2009); topics that people find coherent score above it (Aletras and Stevenson 2013).
    """

    def __init__(self, mentions: Sequence[Sequence[str]], elsewhere: Mapping[str, float], total: float) -> None:
        self._saying: dict[str, set[int]] = {}
        for place, terms in enumerate(mentions):
            for term in terms:
                self._saying.setdefault(term, set()).add(place)
        self._elsewhere = elsewhere
        self._total = max(total, len(mentions))

    def coherence(self, terms: Sequence[str]) -> float:
        """The mean over all pairs of `terms`; -1 for fewer than two."""
        return _mean([self._together(one, other) for one, other in combinations(terms, 2)])

    def closeness(self, terms: Sequence[str], others: Sequence[str]) -> float:
        """The mean over all pairs of one of `terms` and one of `others`; a shared term counts 1."""
        return _mean([self._together(one, other) for one, other in product(terms, others)])

    def _together(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        both = len(self._of(one) & self._of(other))
        if not both:
            return -1.0
        if both >= self._total:
            return 1.0
        return math.log(both * self._total / (self._count(one) * self._count(other))) / -math.log(both / self._total)

    def _of(self, term: str) -> Set[int]:
        return self._saying.get(term, frozenset())

    def _count(self, term: str) -> float:
        return len(self._of(term)) + self._elsewhere.get(term, 0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else -1.0
