"""The theme whose comments speak most like a given one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

ALIKE = 0.2
"""Shares of a theme's words, summed over a mention's terms, from which on it speaks like the theme."""

Counts = dict[tuple[str, str], Counter[str]]


class Profiles:
    """How often each term is said with each theme, per language; whole numbers, so the order of adding is no matter."""

    def __init__(self) -> None:
        self.counts: Counts = {}

    def add(self, lang: str, theme: str, terms: Iterable[str]) -> None:
        self.counts.setdefault((lang, theme), Counter()).update(terms)

    def merge(self, counts: Counts) -> None:
        for key, counter in counts.items():
            self.counts.setdefault(key, Counter()).update(counter)

    def by_language(self) -> dict[str, Nearest]:
        languages = sorted({lang for lang, _ in self.counts})
        return {
            lang: Nearest({theme: counter for (spoken, theme), counter in self.counts.items() if spoken == lang})
            for lang in languages
        }


class Nearest:
    """Cosine between a mention's terms and each theme's, terms weighed by how few themes say them."""

    def __init__(self, counters: Mapping[str, Counter[str]]) -> None:
        spread = Counter(term for counter in counters.values() for term in counter)
        self._weights: dict[str, list[tuple[str, float]]] = {}
        for theme in sorted(counters):
            weighed = {
                term: count * math.log(1 + len(counters) / spread[term]) for term, count in counters[theme].items()
            }
            length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
            for term, weight in weighed.items():
                self._weights.setdefault(term, []).append((theme, weight / length))

    def theme(self, terms: Iterable[str]) -> str | None:
        """The most similar theme; None where no term was ever said with one, or too rarely to tell (ALIKE)."""
        sums: dict[str, float] = {}
        for term in terms:
            for theme, weight in self._weights.get(term, ()):
                sums[theme] = sums.get(theme, 0.0) + weight
        best = min(sums, key=lambda theme: (-round(sums[theme], 9), theme), default=None)
        return best if best is not None and sums[best] >= ALIKE else None
