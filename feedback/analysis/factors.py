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
_SHARE_ITERATIONS = 60
_AT_ONCE = 20_000

Floats = NDArray[np.float64]
Terms = Sequence[str]


@dataclass(frozen=True, eq=False)
class Factors:
    """What was fitted: `weights` is factors by terms, not negative; `names` are the terms in the same order, `rarity`
    their inverse document frequencies. Nothing else is needed to place a mention, today or in a later run.
    """

    weights: Floats
    names: tuple[str, ...]
    rarity: Floats

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {name: place for place, name in enumerate(self.names)})

    def leading(self, factors: Sequence[int], count: int) -> tuple[str, ...]:
        """The `count` terms that weigh most in these factors together, strongest first; ties by alphabet."""
        row = np.round(self.weights[list(factors)].sum(axis=0), 6)
        order = sorted(np.flatnonzero(row), key=lambda place: (-row[place], self.names[place]))
        return tuple(self.names[place] for place in order[:count])

    def shares(self, mentions: Sequence[Terms]) -> Iterator[Floats]:
        """Per mention how its weight is shared out among the factors: sums to 1, or to 0 where no term is known.

        A mention's shares depend on no other mention, so it does not matter which are placed together.
        """
        for start in range(0, len(mentions), _AT_ONCE):
            weights = self._factorised(self._weighed(mentions[start : start + _AT_ONCE]))
            totals = weights.sum(axis=1, keepdims=True)
            yield from np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0)

    def _factorised(self, weighed: Any) -> Floats:
        """Not negative weights that rebuild each row best: multiplicative updates, as often for every row."""
        rebuilt: Floats = np.asarray(weighed @ self.weights.T)
        among = self.weights @ self.weights.T
        weights = rebuilt.copy()
        for _ in range(_SHARE_ITERATIONS):
            weights *= rebuilt / np.maximum(weights @ among, 1e-12)
        return weights

    def _weighed(self, mentions: Sequence[Terms]) -> Any:
        """Sublinear TF-IDF, each row of length 1."""
        from scipy.sparse import csr_array

        places: dict[str, int] = self._places  # type: ignore[attr-defined]
        counts = [Counter(places[term] for term in terms if term in places) for terms in mentions]
        lengths = np.fromiter((len(count) for count in counts), dtype=np.int64, count=len(counts))
        starts = np.concatenate([[0], np.cumsum(lengths)])
        columns = np.fromiter((place for count in counts for place in count), dtype=np.int64, count=int(starts[-1]))
        said = np.fromiter((n for count in counts for n in count.values()), dtype=np.float64, count=int(starts[-1]))
        values = (1 + np.log(said)) * self.rarity[columns]
        squares = np.zeros(len(counts))
        np.add.at(squares, np.repeat(np.arange(len(counts)), lengths), values**2)
        values /= np.sqrt(np.repeat(squares, lengths))
        return csr_array((values, columns, starts), shape=(len(counts), len(self.names)))


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
    return Factors(model.components_, tuple(often), vectorizer.idf_)


def _said_often(mentions: Sequence[Terms], least: int) -> list[str]:
    """The _FEATURES terms said in most mentions, in alphabetical order."""
    counts = Counter(term for terms in mentions for term in set(terms))
    often = sorted((term for term, count in counts.items() if count >= least), key=lambda term: (-counts[term], term))
    return sorted(often[:_FEATURES])


def _as_is(terms: Terms) -> Terms:
    return terms
