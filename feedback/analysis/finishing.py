"""What comes after every comment was read: found themes to their mentions, and to each comment its cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from feedback.analysis.codebook import Codebook
from feedback.analysis.discovery import Elsewhere, FoundCluster, Leftover
from feedback.analysis.naming import names_of, same_as_known
from feedback.analysis.reading import fallback_themes
from feedback.analysis.records import AnalysedComment, Comment, Mention, ThemeHit
from feedback.analysis.similarity import Profiles
from feedback.analysis.themes import Theme, strongest

_CODEBOOK_TERMS = 8
_NO_TOPIC = "overall"


def said_elsewhere(book: Codebook, read: Sequence[AnalysedComment], profiles: Profiles) -> dict[str, Elsewhere]:
    """By language what was said in the mentions that the codebook explains."""
    fallback = fallback_themes(book)
    explained: Counter[str] = Counter()
    for comment in read:
        for mention in comment.mentions:
            explained[comment.lang] += bool(mention.themes) and mention.themes[0].theme not in fallback
    terms: dict[str, Counter[str]] = {lang: Counter() for lang in explained}
    for (lang, theme), counter in profiles.counts.items():
        if theme not in fallback:
            terms[lang].update(counter)
    return {lang: Elsewhere(terms[lang], explained[lang]) for lang in explained}


def found_themes(
    clusters: Sequence[FoundCluster],
    comments: Sequence[Comment],
    read: Sequence[AnalysedComment],
    known: Sequence[Theme],
) -> dict[str, Theme]:
    """Cluster id to its theme: a known one continued, or a new one named by its own words."""
    if not clusters:
        return {}
    wanted = {key for cluster in clusters for key, _ in cluster.members}
    places = {comment.key: place for place, comment in enumerate(read) if comment.key in wanted}
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
        self._leftovers = leftovers
        self._belongs = {
            member: (cluster, found[cluster.id].id, share)
            for cluster in clusters
            for member, share in cluster.members.items()
        }
        self._nearest = profiles.by_language()
        self._default = _default_theme(book, profiles)

    def finish(self, read: Sequence[AnalysedComment]) -> tuple[AnalysedComment, ...]:
        hits: dict[str, dict[int, ThemeHit]] = {}
        unexplained: dict[str, list[str]] = {
            comment.key: [] for comment in read if comment.cluster is None and not comment.non_answer
        }
        for leftover in self._leftovers:
            hit = self._hit(leftover)
            if hit:
                hits.setdefault(leftover.key, {})[leftover.mention] = hit
            elif leftover.key in unexplained:
                unexplained[leftover.key] += leftover.terms
        return tuple(self._finished(comment, hits.get(comment.key), unexplained.get(comment.key)) for comment in read)

    def _hit(self, leftover: Leftover) -> ThemeHit | None:
        """The found theme of a leftover, half as strong as its share: one anchor's strength at most."""
        cluster, theme, share = self._belongs.get((leftover.key, leftover.mention), (None, "", 0.0))
        if cluster is None:
            return None
        return ThemeHit(theme, round(share / 2, 4), tuple(term for term in cluster.leading if term in leftover.terms))

    def _finished(
        self, comment: AnalysedComment, hits: Mapping[int, ThemeHit] | None, unexplained: Sequence[str] | None
    ) -> AnalysedComment:
        if hits:
            mentions = tuple(
                replace(mention, themes=(hits[index],)) if index in hits else mention
                for index, mention in enumerate(comment.mentions)
            )
            return replace(comment, mentions=mentions, cluster=strongest(mentions, self._fallback))
        if unexplained is not None:
            nearest = self._nearest.get(comment.lang)
            return replace(comment, cluster=(nearest.theme(unexplained) if nearest else None) or self._default)
        return comment


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
    """Every theme of the codebook with the terms most said with it; its size is not known yet."""
    said: dict[str, Counter[str]] = {}
    for (_, theme), counter in profiles.counts.items():
        said.setdefault(theme, Counter()).update(counter)
    return {
        theme.id: Theme(theme.id, dict(theme.names), "codebook", _most_said(said.get(theme.id, Counter())), 0)
        for theme in book.themes
    }


def _most_said(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counter, key=lambda term: (-counter[term], term))[:_CODEBOOK_TERMS])
