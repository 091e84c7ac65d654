"""Themes that nobody wrote down: clusters of the mentions a codebook leaves over.

One language at a time, because languages share no words. Factors whose terms are said together are one
cluster; a cluster keeps a mention only where it holds the larger part of it and one of its leading terms was
said, and stays only where its terms are said together more than chance would have it. A found theme that
cannot be read is worse than none.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from feedback.analysis.coherence import Speech
from feedback.analysis.factors import Factors, fit_factors

LEADING_TERMS = 5
COHERENT = 0.05
_SHOWN_TERMS = 10
_FITTED = 20_000  # Mentions the clusters are learnt from, drawn by hash; the others are then placed.
_LARGER_PART = 0.5
_ROUNDS = 2

Member = tuple[str, int]


class Leftover(NamedTuple):
    """A mention without a theme: which mention of which comment, and its terms."""

    key: str
    mention: int
    lang: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was said in a language outside the leftovers: counts of terms, and of mentions."""

    terms: Mapping[str, int] = field(default_factory=dict)
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class FoundCluster:
    """A cluster of leftovers. `members` maps (comment key, mention) to how much of it belongs here, 0..1."""

    id: str
    lang: str
    terms: tuple[str, ...]
    members: Mapping[Member, float]

    @property
    def leading(self) -> tuple[str, ...]:
        """The terms it is identified by: every member says at least one of them."""
        return self.terms[:LEADING_TERMS]


@dataclass(frozen=True, slots=True)
class Limits:
    """`min_cluster` different comments make a cluster; at most `max_clusters` are kept per language."""

    min_cluster: int = 8
    max_clusters: int = 12
    seed: int = 0


def discover(
    leftovers: Sequence[Leftover], elsewhere: Mapping[str, Elsewhere] | None = None, limits: Limits | None = None
) -> list[FoundCluster]:
    """Clusters of `leftovers`, largest first; their order does not matter. `elsewhere` is by language."""
    limits = limits or Limits()
    by_lang: dict[str, list[Leftover]] = defaultdict(list)
    for leftover in leftovers:
        if len(set(leftover.terms)) > 1:
            by_lang[leftover.lang].append(leftover)
    found: list[FoundCluster] = []
    for lang in sorted(by_lang):
        mentions = sorted(by_lang[lang], key=lambda item: (item.key, item.mention))
        found += _in_rounds(lang, mentions, (elsewhere or {}).get(lang, Elsewhere()), limits)
    return sorted(found, key=_largest_first)


def found_id(lang: str, terms: Sequence[str]) -> str:
    """`found-` and ten hexadecimal digits of the leading terms, whatever their order."""
    leading = " ".join(sorted(terms[:LEADING_TERMS]))
    return "found-" + hashlib.sha256(f"{lang} {leading}".encode()).hexdigest()[:10]


def _largest_first(cluster: FoundCluster) -> tuple[int, str]:
    return -len(cluster.members), cluster.id


def _in_rounds(lang: str, mentions: list[Leftover], elsewhere: Elsewhere, limits: Limits) -> list[FoundCluster]:
    """What a round leaves may cluster once the loudest are out of it."""
    clusters: list[FoundCluster] = []
    for _ in range(_ROUNDS):
        found = _clusters(lang, mentions, elsewhere, limits)
        clusters += found[: limits.max_clusters - len(clusters)]
        if not found or len(clusters) == limits.max_clusters:
            break
        placed = {member for cluster in found for member in cluster.members}
        mentions = [mention for mention in mentions if (mention.key, mention.mention) not in placed]
    return clusters


def _clusters(lang: str, mentions: list[Leftover], elsewhere: Elsewhere, limits: Limits) -> list[FoundCluster]:
    sample = [mention.terms for mention in _sample(mentions)]
    count = min(limits.max_clusters, len(sample) // (3 * limits.min_cluster))
    factors = fit_factors(sample, count, least=max(3, limits.min_cluster // 2), seed=limits.seed) if count else None
    if factors is None:
        return []
    groups = _coherent_groups(factors, _speech(sample, len(mentions), elsewhere))
    clusters = [
        FoundCluster(found_id(lang, terms), lang, terms, members)
        for terms, members in zip(groups.values(), _placed(mentions, factors, groups), strict=True)
        if len({key for key, _ in members}) >= limits.min_cluster
    ]
    return sorted(clusters, key=_largest_first)


def _sample(mentions: list[Leftover]) -> list[Leftover]:
    """At most _FITTED mentions, drawn by a hash of what they are, so that who else is there matters little."""
    if len(mentions) <= _FITTED:
        return mentions
    drawn = sorted(mentions, key=lambda item: hashlib.blake2b(f"{item.key}\0{item.mention}".encode()).digest())
    return sorted(drawn[:_FITTED], key=lambda item: (item.key, item.mention))


def _speech(sample: Sequence[Sequence[str]], drawn_from: int, elsewhere: Elsewhere) -> Speech:
    """The sample beside what was said elsewhere, brought to the sample's scale."""
    scale = len(sample) / drawn_from
    counts = {term: count * scale for term, count in elsewhere.terms.items()}
    return Speech(sample, counts, len(sample) + elsewhere.mentions * scale)


def _coherent_groups(factors: Factors, speech: Speech) -> dict[tuple[int, ...], tuple[str, ...]]:
    """Groups of factors and their terms: the closest two become one as long as they are coherent together."""
    groups: dict[tuple[int, ...], tuple[str, ...]] = {
        (factor,): factors.leading([factor], _SHOWN_TERMS) for factor in range(len(factors.weights))
    }
    while len(groups) > 1:
        closeness, one, other = max(
            (speech.closeness(groups[one][:LEADING_TERMS], groups[other][:LEADING_TERMS]), one, other)
            for one, other in combinations(sorted(groups), 2)
        )
        if closeness < COHERENT:
            break
        del groups[one], groups[other]
        groups[one + other] = factors.leading(one + other, _SHOWN_TERMS)
    return {group: terms for group, terms in groups.items() if speech.coherence(terms[:LEADING_TERMS]) >= COHERENT}


def _placed(
    mentions: Sequence[Leftover], factors: Factors, groups: Mapping[tuple[int, ...], tuple[str, ...]]
) -> list[dict[Member, float]]:
    """Per group the mentions that belong to it, and how much."""
    places = [list(group) for group in groups]
    leading = [frozenset(terms[:LEADING_TERMS]) for terms in groups.values()]
    members: list[dict[Member, float]] = [{} for _ in groups]
    shares = factors.shares([mention.terms for mention in mentions]) if groups else ()
    for mention, row in zip(mentions, shares, strict=bool(groups)):
        for place, group in enumerate(places):
            share = float(row[group].sum())
            if share >= _LARGER_PART and not leading[place].isdisjoint(mention.terms):
                members[place][mention.key, mention.mention] = round(min(share, 1.0), 4)
                break
    return members
