"""Themes that nobody wrote down: clusters of the mentions a codebook leaves over.

TF-IDF over lemmas, factorised by NMF (Lee and Seung 1999) from a deterministic start, one language at a
time because languages share no words. A cluster keeps a mention only where it holds the larger part of it
and one of its leading terms was said, and stays only where its terms are said together more than chance
would have it: a found theme that cannot be read is worse than none.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LEADING_TERMS = 5
_SHOWN_TERMS = 10
_FITTED = 20_000  # Mentions the clusters are learnt from, drawn by hash; the others are then placed.
_PLACED_AT_ONCE = 50_000
_LARGER_PART = 0.5
_FEATURES = 4_000
_ITERATIONS = 150
_ROUNDS = 2
COHERENT = 0.05


class Leftover(NamedTuple):
    """A mention without a theme: which mention of which comment, and its terms."""

    key: str
    mention: int
    lang: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCluster:
    """A cluster of leftovers. `members` maps (comment key, mention) to how much of it belongs here, 0..1."""

    id: str
    lang: str
    terms: tuple[str, ...]
    members: Mapping[tuple[str, int], float]


def discover(
    leftovers: Sequence[Leftover], *, seed: int = 0, min_cluster: int = 8, max_clusters: int = 12
) -> list[FoundCluster]:
    """Clusters of at least `min_cluster` different comments, at most `max_clusters` per language, largest first.

    The order of `leftovers` does not matter.
    """
    by_lang: dict[str, list[Leftover]] = defaultdict(list)
    for leftover in leftovers:
        if len(set(leftover.terms)) > 1:
            by_lang[leftover.lang].append(leftover)
    found: list[FoundCluster] = []
    for lang in sorted(by_lang):
        mentions = sorted(by_lang[lang], key=lambda item: (item.key, item.mention))
        found += _clusters(lang, mentions, seed, min_cluster, max_clusters)
    return sorted(found, key=lambda cluster: (-len(cluster.members), cluster.id))


def found_id(lang: str, terms: Sequence[str]) -> str:
    """`found-` and ten hexadecimal digits of the leading terms, whatever their order."""
    leading = " ".join(sorted(terms[:LEADING_TERMS]))
    return "found-" + hashlib.sha256(f"{lang} {leading}".encode()).hexdigest()[:10]


def _clusters(
    lang: str, mentions: list[Leftover], seed: int, min_cluster: int, max_clusters: int
) -> list[FoundCluster]:
    """Coherent clusters of one language, in rounds: what a round leaves may cluster once the loudest are out of it."""
    clusters: list[FoundCluster] = []
    for _ in range(_ROUNDS):
        found = _coherent_clusters(lang, mentions, seed, min_cluster, max_clusters)
        clusters += found[: max_clusters - len(clusters)]
        if not found or len(clusters) == max_clusters:
            break
        placed = {member for cluster in found for member in cluster.members}
        mentions = [mention for mention in mentions if (mention.key, mention.mention) not in placed]
    return clusters


def _coherent_clusters(
    lang: str, mentions: list[Leftover], seed: int, min_cluster: int, max_clusters: int
) -> list[FoundCluster]:
    count = min(max_clusters, len(mentions) // (3 * min_cluster))
    sample = _sample(mentions)
    model = _Model.fit(sample, count, seed, min_cluster) if count else None
    if model is None:
        return []
    readable = {place for place, terms in enumerate(model.terms) if coherence(terms, sample) >= COHERENT}
    clusters = [
        FoundCluster(found_id(lang, model.terms[place]), lang, model.terms[place], members)
        for place, members in sorted(model.place(mentions).items())
        if place in readable and len({key for key, _ in members}) >= min_cluster
    ]
    return sorted(clusters, key=lambda cluster: (-len(cluster.members), cluster.id))


def coherence(terms: Sequence[str], mentions: Sequence[Leftover]) -> float:
    """Mean normalised pointwise mutual information of the leading terms over `mentions`, -1..1 (Bouma 2009).

    0 is what chance would give; topics people find coherent score above it (Aletras and Stevenson 2013).
    """
    leading = terms[:LEADING_TERMS]
    saying = {term: {place for place, mention in enumerate(mentions) if term in mention.terms} for term in leading}
    pairs = [_npmi(saying[one], saying[other], len(mentions)) for one, other in combinations(leading, 2)]
    return sum(pairs) / len(pairs) if pairs else -1.0


def _npmi(one: set[int], other: set[int], total: int) -> float:
    both = len(one & other)
    if not both:
        return -1.0
    if both == total:
        return 1.0
    return math.log(both * total / (len(one) * len(other))) / -math.log(both / total)


def _sample(mentions: list[Leftover]) -> list[Leftover]:
    """At most _FITTED mentions, drawn by a hash of what they are, so that who else is there matters little."""
    if len(mentions) <= _FITTED:
        return mentions
    drawn = sorted(mentions, key=lambda item: hashlib.blake2b(f"{item.key}\0{item.mention}".encode()).digest())
    return sorted(drawn[:_FITTED], key=lambda item: (item.key, item.mention))


@dataclass(frozen=True, slots=True)
class _Model:
    """A fitted factorisation and the terms of each of its clusters, strongest first."""

    vectorizer: Any
    factors: Any
    terms: list[tuple[str, ...]]

    @classmethod
    def fit(cls, mentions: list[Leftover], count: int, seed: int, min_cluster: int) -> _Model | None:
        """None where too few terms are said often enough to cluster by."""
        from sklearn.decomposition import NMF
        from sklearn.feature_extraction.text import TfidfVectorizer

        often = _said_by(mentions, least=max(3, min_cluster // 2))
        if len(often) <= count:
            return None
        vectorizer = TfidfVectorizer(analyzer=_as_is, vocabulary=often, sublinear_tf=True)
        matrix = vectorizer.fit_transform([mention.terms for mention in mentions])
        factors = NMF(count, init="nndsvd", random_state=seed, max_iter=_ITERATIONS, tol=1e-3)
        with _quiet():
            factors.fit(matrix)
        names = vectorizer.get_feature_names_out()
        return cls(vectorizer, factors, [_leading(row, names) for row in factors.components_])

    def place(self, mentions: list[Leftover]) -> dict[int, dict[tuple[str, int], float]]:
        """Cluster to the mentions that belong to it, and how much."""
        placed: dict[int, dict[tuple[str, int], float]] = defaultdict(dict)
        for start in range(0, len(mentions), _PLACED_AT_ONCE):
            batch = mentions[start : start + _PLACED_AT_ONCE]
            shares = _shares(self.factors.transform(self.vectorizer.transform([mention.terms for mention in batch])))
            for mention, row in zip(batch, shares, strict=True):
                best = int(row.argmax())
                if row[best] >= _LARGER_PART and not set(self.terms[best][:LEADING_TERMS]).isdisjoint(mention.terms):
                    placed[best][mention.key, mention.mention] = round(float(row[best]), 4)
        return placed


def _said_by(mentions: Sequence[Leftover], least: int) -> list[str]:
    """Terms said in at least `least` mentions and at most 30 %, the most frequent _FEATURES, in alphabetical order."""
    counts = Counter(term for mention in mentions for term in set(mention.terms))
    common = [term for term, count in counts.items() if least <= count <= max(least, 0.3 * len(mentions))]
    return sorted(sorted(common, key=lambda term: (-counts[term], term))[:_FEATURES])


def _leading(row: NDArray[np.float64], names: NDArray[Any]) -> tuple[str, ...]:
    order = sorted(range(len(row)), key=lambda place: (-round(float(row[place]), 6), names[place]))
    return tuple(str(names[place]) for place in order[:_SHOWN_TERMS] if row[place] > 0)


def _shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    totals = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0))


def _as_is(terms: Sequence[str]) -> Sequence[str]:
    return terms


def _quiet() -> Any:
    """A factorisation stopped at _ITERATIONS is good enough; scikit-learn would warn about it."""
    import warnings

    return warnings.catch_warnings(action="ignore")
