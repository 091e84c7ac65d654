"""What comes after every comment was read: found themes to their mentions, and to each comment its cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from feedback.analysis.codebook import Codebook
from feedback.analysis.discovery import FoundCluster, Leftover
from feedback.analysis.naming import names_of, same_as_known
from feedback.analysis.reading import fallback_themes
from feedback.analysis.records import AnalysedComment, Comment, Mention, ThemeHit
from feedback.analysis.similarity import Nearest, Profiles
from feedback.analysis.themes import Theme, strongest

_CODEBOOK_TERMS = 8
_NO_TOPIC = "overall"


def found_themes(
    clusters: Sequence[FoundCluster],
    comments: Sequence[Comment],
    read: Sequence[AnalysedComment],
    known: Sequence[Theme],
) -> dict[str, Theme]:
    """Cluster id to its theme: a known one continued, or a new one named by its own words."""
    if not clusters:
        return {}
    places = {comment.key: place for place, comment in enumerate(read)}
    continued = same_as_known(clusters, known)
    themes: dict[str, Theme] = {}
    for cluster in clusters:
        earlier = continued.get(cluster.id)
        if earlier:
            themes[cluster.id] = replace(earlier, terms=cluster.terms)
            continue
        texts = (_text(comments[places[key]], read[places[key]].mentions[index]) for key, index in cluster.members)
        themes[cluster.id] = Theme(cluster.id, names_of(cluster, texts), "found", cluster.terms, 0)
    return themes


def _text(comment: Comment, mention: Mention) -> str:
    return comment.text[mention.start : mention.end]


class Finisher:
    """Gives found themes to their mentions, and every comment that answers something its cluster."""

    def __init__(
        self,
        book: Codebook,
        clusters: Sequence[FoundCluster],
        found: Mapping[str, Theme],
        leftovers: Sequence[Leftover],
        profiles: Profiles,
    ) -> None:
        self._fallback = fallback_themes(book)
        self._hits: dict[str, dict[int, ThemeHit]] = {}
        for cluster in clusters:
            for (key, index), share in cluster.members.items():
                hit = ThemeHit(found[cluster.id].id, round(share / 2, 4), cluster.terms[:1])
                self._hits.setdefault(key, {})[index] = hit
        self._leftovers: dict[str, list[tuple[str, ...]]] = {}
        for leftover in leftovers:
            self._leftovers.setdefault(leftover.key, []).append(leftover.terms)
        self._nearest = profiles.by_language()
        self._default = _default_theme(book, profiles)

    def finish(self, read: Sequence[AnalysedComment]) -> tuple[AnalysedComment, ...]:
        return tuple(comment if comment.non_answer else self._finished(comment) for comment in read)

    def _finished(self, comment: AnalysedComment) -> AnalysedComment:
        hits = self._hits.get(comment.key)
        if hits:
            mentions = tuple(
                replace(mention, themes=(hits[index],)) if index in hits else mention
                for index, mention in enumerate(comment.mentions)
            )
            return replace(comment, mentions=mentions, cluster=strongest(mentions, self._fallback))
        if comment.cluster is None:
            return replace(comment, cluster=self._nearest_to(comment))
        return comment

    def _nearest_to(self, comment: AnalysedComment) -> str:
        nearest: Nearest | None = self._nearest.get(comment.lang)
        terms = [term for said in self._leftovers.get(comment.key, ()) for term in said]
        return (nearest.theme(terms) if nearest else None) or self._default


def _default_theme(book: Codebook, profiles: Profiles) -> str:
    """Where words say nothing at all: the overall impression, in a codebook without it the theme most spoken of."""
    fallback = next((theme.id for theme in book.themes if theme.fallback and theme.id == _NO_TOPIC), None)
    if fallback:
        return fallback
    sizes: Counter[str] = Counter()
    for (_, theme), counter in profiles.counts.items():
        sizes[theme] += counter.total()
    return min(sizes, key=lambda theme: (-sizes[theme], theme), default=book.themes[0].id)


def codebook_themes(book: Codebook, profiles: Profiles) -> dict[str, Theme]:
    said: dict[str, Counter[str]] = {}
    for (_, theme), counter in profiles.counts.items():
        said.setdefault(theme, Counter()).update(counter)
    return {
        theme.id: Theme(theme.id, dict(theme.names), "codebook", _most_said(said.get(theme.id, Counter())), 0)
        for theme in book.themes
    }


def _most_said(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counter, key=lambda term: (-counter[term], term))[:_CODEBOOK_TERMS])
