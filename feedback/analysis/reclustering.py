"""Bootstrap Jaccard of found themes: the leftovers are drawn again and clustered anew, a hundred times.

Each resample is factorised by the method that found the themes (NMF, multiplicative updates), starting from the
factors that the resample before it ended with. So the factors may drift as far as the data let them: a theme that
holds draws them back every time, one that chance made is lost after a few. Measured is what Hennig (2007) measures:
the mean over the resamples of the best |C & C*| / |C | C*| over all clusters C* of the resample, among the mentions
drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.discovery import FoundCluster, Leftover

RESAMPLES = 100
MOST = 2_000
_STEPS = 12
_SPREAD = 0.05  # What every factor gets of every word, so that it may come to weigh it.
_LARGER_PART = 0.5

Floats = NDArray[np.float64]


def reclustered(
    leftovers: Sequence[Leftover],
    clusters: Sequence[FoundCluster],
    *,
    resamples: int = RESAMPLES,
    most: int = MOST,
    seed: int = 0,
    only: Collection[str] | None = None,
) -> dict[str, float]:
    """Id of each cluster (of `only` where given) to its stability, 0..1, 1 best, from the leftovers of its language.

    Of more than `most` leftovers the members of clusters are taken first. The same input and seed give the same.
    """
    found: dict[str, float] = {}
    for lang in sorted({cluster.lang for cluster in clusters}):
        of_lang = [cluster for cluster in clusters if cluster.lang == lang]
        if only is None or any(cluster.id in only for cluster in of_lang):
            mentions = _sample([one for one in leftovers if one.lang == lang], of_lang, most)
            found |= _gamma(mentions, of_lang, resamples, seed)
    return {cluster: value for cluster, value in found.items() if only is None or cluster in only}


def _sample(mentions: list[Leftover], clusters: Sequence[FoundCluster], most: int) -> list[Leftover]:
    ordered = sorted(mentions, key=lambda one: (one.key, one.mention))
    if len(ordered) <= most:
        return ordered
    members = {member for cluster in clusters for member in cluster.members}
    inside = [one for one in ordered if (one.key, one.mention) in members]
    outside = [one for one in ordered if (one.key, one.mention) not in members]
    return (_spread_out(inside, most) + _spread_out(outside, max(most - len(inside), 0)))[:most]


def _spread_out(mentions: list[Leftover], most: int) -> list[Leftover]:
    """At most `most` of them, at equal distances."""
    if len(mentions) <= most:
        return mentions
    return [mentions[place * len(mentions) // most] for place in range(most)]


def _gamma(
    mentions: Sequence[Leftover], clusters: Sequence[FoundCluster], resamples: int, seed: int
) -> dict[str, float]:
    weighed = _weighed([one.terms for one in mentions])
    belongs = np.array([[(one.key, one.mention) in cluster.members for cluster in clusters] for one in mentions])
    if weighed is None or not belongs.any():
        return {}
    draw = np.random.default_rng(seed)
    factors = _first(weighed, belongs)
    total, times = np.zeros(len(clusters)), np.zeros(len(clusters))
    for _ in range(resamples):
        points = np.unique(draw.integers(0, len(mentions), len(mentions)))
        put, factors = _again(weighed[points], factors)
        best, drawn = _best(belongs[points], put)
        total += best
        times += drawn
    return {
        cluster.id: round(float(total[place] / times[place]), 4)
        for place, cluster in enumerate(clusters)
        if times[place]
    }


def _weighed(mentions: Sequence[Sequence[str]]) -> Any:
    """TF-IDF of the terms said in at least three mentions, rows of length 1; None where there is no such term."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=list, min_df=3, sublinear_tf=True, dtype=np.float64)
    try:
        return vectorizer.fit_transform(mentions).tocsr()
    except ValueError:  # No term is said that often.
        return None


def _first(weighed: Any, belongs: NDArray[np.bool_]) -> Floats:
    """Factors to start from: the words of each cluster, and of the mentions that belong to none, if there are any."""
    rest = ~belongs.any(axis=1)
    groups = np.column_stack([belongs, rest] if rest.any() else [belongs]).astype(np.float64)
    factors: Floats = np.asarray((weighed.T @ groups).T)
    scaled: Floats = factors / np.maximum(factors.sum(axis=1, keepdims=True), 1e-12)
    return scaled


def _again(weighed: Any, factors: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Mentions in the clusters that a resample makes, and its factors."""
    factors = factors + _SPREAD * factors.mean(axis=0) + 1e-9
    shares: Floats = np.asarray(weighed @ factors.T) + 1e-9
    for _ in range(_STEPS):
        shares *= (weighed @ factors.T) / np.maximum(shares @ (factors @ factors.T), 1e-12)
        factors *= np.asarray((weighed.T @ shares).T) / np.maximum((shares.T @ shares) @ factors, 1e-12)
    scale = factors.sum(axis=1)
    weights = shares * scale
    parts = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    return parts >= _LARGER_PART, factors


def _best(before: NDArray[np.bool_], put: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Per cluster its best Jaccard index with one of the resample, and 1 where any of it was drawn."""
    shared = before.T.astype(np.float64) @ put.astype(np.float64)
    drawn = before.sum(axis=0)
    either = drawn[:, None] + put.sum(axis=0)[None, :] - shared
    return (shared / np.maximum(either, 1)).max(axis=1), (drawn > 0).astype(np.float64)
