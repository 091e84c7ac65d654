"""Term factors of mentions: TF-IDF, factorised by NMF (Lee and Seung 1999) from a deterministic start."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FEATURES = 4_000
_ITERATIONS = 150
_AT_ONCE = 50_000

Terms = Sequence[str]


@dataclass(frozen=True, slots=True)
class Factors:
    """What was fitted: `weights` is factors by terms, not negative; `names` are the terms in the same order."""

    weights: NDArray[np.float64]
    names: tuple[str, ...]
    _vectorizer: Any
    _model: Any

    def leading(self, factors: Sequence[int], count: int) -> tuple[str, ...]:
        """The `count` terms that weigh most in these factors together, strongest first; ties by alphabet."""
        row = np.round(self.weights[list(factors)].sum(axis=0), 6)
        order = sorted(np.flatnonzero(row), key=lambda place: (-row[place], self.names[place]))
        return tuple(self.names[place] for place in order[:count])

    def shares(self, mentions: Sequence[Terms]) -> Iterator[NDArray[np.float64]]:
        """Per mention how its weight is shared out among the factors: sums to 1, or to 0 where no term is known."""
        for start in range(0, len(mentions), _AT_ONCE):
            weights = self._model.transform(self._vectorizer.transform(mentions[start : start + _AT_ONCE]))
            totals = weights.sum(axis=1, keepdims=True)
            yield from np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0)


def fit_factors(mentions: Sequence[Terms], count: int, *, least: int, seed: int) -> Factors | None:
    """`count` factors over the terms said in at least `least` mentions; None where there are too few such terms."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    often = _said_often(mentions, least)
    if len(often) <= count:
        return None
    vectorizer = TfidfVectorizer(analyzer=_as_is, vocabulary=often, sublinear_tf=True)
    model = NMF(count, init="nndsvd", random_state=seed, max_iter=_ITERATIONS, tol=1e-3)
    with warnings.catch_warnings(action="ignore"):  # Stopped at _ITERATIONS is good enough; scikit-learn would warn.
        model.fit(vectorizer.fit_transform(mentions))
    return Factors(model.components_, tuple(often), vectorizer, model)


def _said_often(mentions: Sequence[Terms], least: int) -> list[str]:
    """The _FEATURES terms said in most mentions, in alphabetical order."""
    counts = Counter(term for terms in mentions for term in set(terms))
    often = sorted((term for term, count in counts.items() if count >= least), key=lambda term: (-counts[term], term))
    return sorted(often[:_FEATURES])


def _as_is(terms: Terms) -> Terms:
    return terms
