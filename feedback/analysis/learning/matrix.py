"""Texts as rows of a matrix: which words of a vocabulary stand there, rare ones weighing more, each row of length 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

AT_LEAST = 2  # Texts a word must stand in: what one person alone said teaches nothing about others.
MOST_WORDS = 12_000
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a model knows and how rare each is: 1 + ln((1 + texts) / (1 + texts with it))."""

    words: tuple[str, ...]
    rarity: Floats

    def matrix(self, texts: Sequence[Sequence[str]]) -> Any:
        """One sparse row per text (scipy CSR), each of Euclidean length 1, or empty."""
        from scipy.sparse import csr_matrix

        place = {word: index for index, word in enumerate(self.words)}
        columns, values, ends = [], [], [0]
        for text in texts:
            known = sorted({place[word] for word in text if word in place})
            rarity = self.rarity[known]
            columns += known
            values += list(rarity / (np.sqrt(np.sum(rarity**2)) or 1.0))
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(texts), len(self.words)))


def vocabulary(texts: Sequence[Sequence[str]]) -> Vocabulary:
    """The words that stand in at least `AT_LEAST` of the texts, the most frequent ones if there are too many."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(text))
    kept = sorted((word for word in counts if counts[word] >= AT_LEAST), key=lambda word: (-counts[word], word))
    words = tuple(sorted(kept[:MOST_WORDS]))
    return Vocabulary(words, _rarity(words, counts, len(texts)))


def _rarity(words: Sequence[str], counts: Mapping[str, int], texts: int) -> Floats:
    return np.array([1 + np.log((1 + texts) / (1 + counts[word])) for word in words], dtype=np.float64)
