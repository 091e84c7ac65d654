"""Themes that nobody wrote down: clusters of the mentions a codebook leaves over.

One language at a time, because languages share no words. Factors whose terms are said together are one
cluster; a cluster keeps a mention only where it holds the larger part of it and one of its leading terms was
said, and stays only where its terms are said together more than chance would have it. A found theme that
cannot be read is worse than none.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, repeat
from typing import NamedTuple

import numpy as np

from feedback.analysis.coherence import Speech
from feedback.analysis.factors import Factors, fit_factors

LEADING_TERMS = 5
COHERENT = 0.05
_SHOWN_TERMS = 10
_FITTED = 20_000  # Mentions the clusters are learnt from, drawn by hash; the others are then placed.
_LARGER_PART = 0.5
_ROUNDS = 2
_NOTHING = np.zeros(0)

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

    terms: Mapping[str, float] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over the mentions of a language: its factors, and what they group into; `groups` pairs factors with
    the place of their cluster in `Discovery.clusters`, None where it stayed too small.
    """

    lang: str
    factors: Factors
    groups: tuple[tuple[tuple[int, ...], int | None], ...]
    leading: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Discovery:
    """Clusters, largest first, and what places any other mention among them, in this run or in a later one."""

    clusters: tuple[FoundCluster, ...] = ()
    rounds: tuple[Round, ...] = ()

    def place(self, leftovers: Sequence[Leftover]) -> list[tuple[int, float] | None]:
        """Per mention the place of its cluster and its share; None where it belongs to none. Row by row."""
        placed: list[tuple[int, float] | None] = [None] * len(leftovers)
        for one in self.rounds:
            mentions = [
                number
                for number, leftover in enumerate(leftovers)
                if placed[number] is None and leftover.lang == one.lang and len(set(leftover.terms)) > 1
            ]
            groups = [factors for factors, _ in one.groups]
            found = _belonging([leftovers[number] for number in mentions], one.factors, groups, one.leading)
            for number, (group, share) in zip(mentions, found, strict=True):
                cluster = one.groups[group][1] if group is not None else None
                if cluster is not None:
                    placed[number] = cluster, share
        return placed


def discover(
    leftovers: Sequence[Leftover], elsewhere: Mapping[str, Elsewhere] | None = None, limits: Limits | None = None
) -> list[FoundCluster]:
    """Clusters of `leftovers`, largest first; their order does not matter. `elsewhere` is by language."""
    return list(discovered(leftovers, elsewhere, limits).clusters)


def discovered(
    leftovers: Sequence[Leftover], elsewhere: Mapping[str, Elsewhere] | None = None, limits: Limits | None = None
) -> Discovery:
    """The same, with what places other mentions among the clusters."""
    limits = limits or Limits()
    by_lang: dict[str, list[Leftover]] = defaultdict(list)
    for leftover in leftovers:
        if len(set(leftover.terms)) > 1:
            by_lang[leftover.lang].append(leftover)
    found: list[FoundCluster] = []
    rounds: list[Round] = []
    for lang in sorted(by_lang):
        mentions = sorted(by_lang[lang], key=lambda item: (item.key, item.mention))
        _in_rounds(mentions, (elsewhere or {}).get(lang, Elsewhere()), limits, found, rounds)
    return _largest_of_all_first(found, rounds)


def _largest_of_all_first(found: Sequence[FoundCluster], rounds: Sequence[Round]) -> Discovery:
    order = sorted(range(len(found)), key=lambda place: _largest_first(found[place]))
    now = {before: place for place, before in enumerate(order)}
    moved = [
        replace(one, groups=tuple((group, None if at is None else now[at]) for group, at in one.groups))
        for one in rounds
    ]
    return Discovery(tuple(found[place] for place in order), tuple(moved))


def found_id(lang: str, terms: Sequence[str]) -> str:
    """`found-` and ten hexadecimal digits of the leading terms, whatever their order."""
    leading = " ".join(sorted(terms[:LEADING_TERMS]))
    return "found-" + hashlib.sha256(f"{lang} {leading}".encode()).hexdigest()[:10]


def _largest_first(cluster: FoundCluster) -> tuple[int, str]:
    return -len(cluster.members), cluster.id


def _in_rounds(
    mentions: list[Leftover], elsewhere: Elsewhere, limits: Limits, found: list[FoundCluster], rounds: list[Round]
) -> None:
    """What a round leaves may cluster once the loudest are out of it. Adds to `found` and `rounds`."""
    most = len(found) + limits.max_clusters
    for _ in range(_ROUNDS):
        fitted = _fitted(mentions, elsewhere, limits)
        if fitted is None:
            break
        factors, groups = fitted
        kept, members = _clusters(mentions, factors, groups, limits)
        kept = kept[: most - len(found)]
        at = {group: len(found) + place for place, (group, _) in enumerate(kept)}
        leading = tuple(frozenset(terms[:LEADING_TERMS]) for terms in groups.values())
        rounds.append(Round(mentions[0].lang, factors, tuple((group, at.get(group)) for group in groups), leading))
        found += [cluster for _, cluster in kept]
        if not kept or len(found) == most:
            break
        mentions = [mention for mention in mentions if (mention.key, mention.mention) not in members]


def _fitted(
    mentions: list[Leftover], elsewhere: Elsewhere, limits: Limits
) -> tuple[Factors, dict[tuple[int, ...], tuple[str, ...]]] | None:
    sample = [mention.terms for mention in _sample(mentions)]
    count = min(limits.max_clusters, len(sample) // (3 * limits.min_cluster))
    factors = fit_factors(sample, count, least=max(3, limits.min_cluster // 2), seed=limits.seed) if count else None
    if factors is None:
        return None
    return factors, _coherent_groups(factors, _speech(sample, len(mentions), elsewhere))


def _clusters(
    mentions: Sequence[Leftover],
    factors: Factors,
    groups: Mapping[tuple[int, ...], tuple[str, ...]],
    limits: Limits,
) -> tuple[list[tuple[tuple[int, ...], FoundCluster]], set[Member]]:
    """Groups that enough comments belong to, as clusters, largest first; and every mention in one of these."""
    lang = mentions[0].lang
    clusters = [
        (group, FoundCluster(found_id(lang, terms), lang, terms, members))
        for (group, terms), members in zip(groups.items(), _placed(mentions, factors, groups), strict=True)
        if len({key for key, _ in members}) >= limits.min_cluster
    ]
    placed = {member for _, cluster in clusters for member in cluster.members}
    return sorted(clusters, key=lambda one: _largest_first(one[1])), placed


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
    leading = [frozenset(terms[:LEADING_TERMS]) for terms in groups.values()]
    members: list[dict[Member, float]] = [{} for _ in groups]
    for mention, (group, share) in zip(mentions, _belonging(mentions, factors, list(groups), leading), strict=True):
        if group is not None:
            members[group][mention.key, mention.mention] = share
    return members


def _belonging(
    mentions: Sequence[Leftover],
    factors: Factors,
    groups: Sequence[tuple[int, ...]],
    leading: Sequence[frozenset[str]],
) -> Iterator[tuple[int | None, float]]:
    """Per mention the group that holds the larger part of it and one of whose leading terms it says."""
    shares = factors.shares([mention.terms for mention in mentions]) if groups else repeat(_NOTHING)
    places = [list(group) for group in groups]
    for mention, row in zip(mentions, shares, strict=False):
        for place, group in enumerate(places):
            share = round(float(row[group].sum()), 6)
            if share >= _LARGER_PART and not leading[place].isdisjoint(mention.terms):
                yield place, round(min(share, 1.0), 4)
                break
        else:
            yield None, 0.0
