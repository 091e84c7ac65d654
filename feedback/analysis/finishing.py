"""What comes after every comment was read: found themes to their mentions, and to each comment its cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

from feedback.analysis.codebook import Codebook
from feedback.analysis.cycles import no_cycle_search
from feedback.analysis.decisions import NO_DECISIONS, Decisions
from feedback.analysis.discovery import Discovery, Elsewhere, FoundCluster, Leftover, Member
from feedback.analysis.glossary import joined
from feedback.analysis.naming import names_of, same_as_known
from feedback.analysis.reading import fallback_themes
from feedback.analysis.records import AnalysedComment, ThemeHit
from feedback.analysis.similarity import Profiles
from feedback.analysis.themes import Standing, Theme, strongest

_CODEBOOK_TERMS, _SAID_AGAIN = 8, 2
_NO_TOPIC = "overall"


def said_elsewhere(
    book: Codebook, explained: Mapping[str, int], profiles: Profiles, drawn: Mapping[str, float]
) -> dict[str, Elsewhere]:
    """By language what was said in the mentions that the codebook explains, of which there are `explained`.

    `drawn` is the share of the other mentions that clusters are looked for in, 0..1: all counts are brought to it.
    """
    fallback = fallback_themes(book)
    terms: dict[str, Counter[str]] = {lang: Counter() for lang in explained}
    for (lang, theme), counter in profiles.counts.items():
        if theme not in fallback:
            terms.setdefault(lang, Counter()).update(counter)
    return {
        lang: Elsewhere(
            {term: count * drawn.get(lang, 1.0) for term, count in counts.items()},
            round(explained.get(lang, 0) * drawn.get(lang, 1.0)),
        )
        for lang, counts in terms.items()
    }


def found_themes(
    clusters: Sequence[FoundCluster], texts: Mapping[Member, str], known: Sequence[Theme]
) -> dict[str, Theme]:
    """Cluster id to its theme: a known one continued, or a new one named by its own words in `texts` of mentions.

    Clusters of different languages that are the same thing are one theme.
    """
    continued = same_as_known(clusters, known)
    leader_of = joined(clusters)
    together: dict[str, list[FoundCluster]] = {}
    for cluster in sorted(clusters, key=lambda one: one.id != leader_of[one.id]):
        together.setdefault(leader_of[cluster.id], []).append(cluster)
    themes = {leader: _theme(of, texts, continued) for leader, of in together.items()}
    return {cluster.id: themes[leader_of[cluster.id]] for cluster in clusters}


def _theme(of: Sequence[FoundCluster], texts: Mapping[Member, str], continued: Mapping[str, Theme]) -> Theme:
    """The theme of clusters that are one thing, the largest first."""
    terms = tuple(dict.fromkeys(term for cluster in of for term in cluster.terms))
    earlier = next((continued[cluster.id] for cluster in of if cluster.id in continued), None)
    if earlier:
        return replace(earlier, terms=terms)
    return Theme(of[0].id, names_of(of, texts), "found", terms, 0)


class Finisher:
    """Gives found themes to their mentions, applies what people decided, and gives every comment that answers
    something its cluster. Chunk by chunk: nothing depends on which comments stand together.

    `found` are the themes of `discovery.clusters`, side by side.
    """

    def __init__(
        self,
        book: Codebook,
        discovery: Discovery,
        found: Sequence[Theme],
        profiles: Profiles,
        decisions: Decisions = NO_DECISIONS,
    ) -> None:
        self._book = book
        self._fallback = fallback_themes(book)
        self._discovery = discovery
        self._found = [theme.id for theme in found]
        self._decisions = decisions
        self._nearest = profiles.by_language()
        self._default = _default_theme(book, profiles)

    @no_cycle_search()
    def placed(self, read: Sequence[AnalysedComment], leftovers: Sequence[Leftover]) -> list[AnalysedComment]:
        """Comments with what was found and decided. Their cluster is final only where no mention carries a theme."""
        hits: dict[str, dict[int, ThemeHit]] = {}
        unexplained: dict[str, list[str]] = {}
        for leftover, place in zip(leftovers, self._discovery.place(leftovers), strict=True):
            if place:
                hits.setdefault(leftover.key, {})[leftover.mention] = self._hit(leftover, *place)
            unexplained.setdefault(leftover.key, []).extend(leftover.terms)
        return [self._settled(one, hits.get(one.key), unexplained.get(one.key, ())) for one in read]

    @no_cycle_search()
    def clustered(self, placed: Iterable[AnalysedComment], sizes: Mapping[str, int]) -> list[AnalysedComment]:
        """Comments with their strongest theme; `sizes` are those of all themes in the whole run."""
        standing = Standing.of(self._book, sizes)
        return [self._with_cluster(comment, standing) for comment in placed]

    def _hit(self, leftover: Leftover, place: int, share: float) -> ThemeHit:
        """The found theme of a leftover, half as strong as its share: one anchor's strength at most."""
        said = tuple(term for term in self._discovery.clusters[place].leading if term in leftover.terms)
        return ThemeHit(self._found[place], round(share / 2, 4), said)

    def _settled(
        self, comment: AnalysedComment, hits: Mapping[int, ThemeHit] | None, terms: Sequence[str]
    ) -> AnalysedComment:
        found = _with_found(comment, hits) if hits else comment
        decided = self._decisions.comment(found, self._fallback, self._default)
        if decided.non_answer or any(mention.themes for mention in decided.mentions):
            return decided
        return replace(decided, cluster=self._alike(decided.lang, terms))

    def _with_cluster(self, comment: AnalysedComment, standing: Standing) -> AnalysedComment:
        if comment.non_answer:
            return comment
        cluster = strongest(comment.mentions, self._fallback, standing) or comment.cluster or self._default
        if cluster in standing.small:
            cluster = self._default
        return comment if cluster == comment.cluster else replace(comment, cluster=cluster)

    def _alike(self, lang: str, terms: Sequence[str]) -> str:
        """The theme whose comments speak most alike; the decided one where people merged or dismissed it."""
        nearest = self._nearest.get(lang)
        theme = nearest.theme(terms) if nearest else None
        return (self._decisions.holds(theme) if theme else None) or self._default


def _with_found(comment: AnalysedComment, hits: Mapping[int, ThemeHit]) -> AnalysedComment:
    mentions = tuple(
        replace(mention, themes=(hits[index],)) if index in hits else mention
        for index, mention in enumerate(comment.mentions)
    )
    return replace(comment, mentions=mentions)


def carried(comments: Iterable[AnalysedComment]) -> Counter[str]:
    """How many of `comments`, placed, carry each theme; one without any carries its cluster."""
    sizes: Counter[str] = Counter()
    for comment in comments:
        themes = {hit.theme for mention in comment.mentions for hit in mention.themes}
        sizes.update(themes or ({comment.cluster} if comment.cluster else ()))
    return sizes


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
    """Every theme of the codebook with the terms that tell it apart; its size is not known yet."""
    said: dict[str, Counter[str]] = {}
    for (_, theme), counter in profiles.counts.items():
        said.setdefault(theme, Counter()).update(counter)
    everything: Counter[str] = sum(said.values(), Counter())
    return {
        theme.id: Theme(theme.id, dict(theme.names), "codebook", _telling(said.get(theme.id, Counter()), everything), 0)
        for theme in book.themes
    }


def _telling(counter: Counter[str], everything: Counter[str]) -> tuple[str, ...]:
    """Terms said at least twice with a theme, those first that are said more with it than elsewhere."""
    part = counter.total() / max(everything.total(), 1)
    weights = {
        term: round(count * log(count / (everything[term] * part)), 6)
        for term, count in counter.items()
        if count >= _SAID_AGAIN
    }
    telling = [term for term in weights if weights[term] >= 0]
    return tuple(sorted(telling, key=lambda term: (-weights[term], -counter[term], term))[:_CODEBOOK_TERMS])
