"""The whole chain from comments to themes: read in chunks, anywhere; then discover over what is left."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from importlib.metadata import version

from feedback.analysis.codebook import Codebook, built_in_codebook
from feedback.analysis.discovery import FoundCluster, Leftover, discover
from feedback.analysis.naming import names_of, same_as_known
from feedback.analysis.reading import ReadChunk, fallback_themes, read_chunk
from feedback.analysis.records import AnalysedComment, Comment, Mention, ThemeHit
from feedback.analysis.similarity import Nearest, Profiles
from feedback.analysis.stages import THRESHOLD, StageWords
from feedback.analysis.themes import Theme, strongest

METHOD = "1"  # Raised whenever the same input would give other themes.
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "nltk", "simplemma", "py3langid", "stopwordsiso", "vaderSentiment")
_IN_FLIGHT = 16  # Chunks handed out and not yet merged: what bounds memory whatever the input.
_CODEBOOK_TERMS = 8

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a run can be repeated from, besides its comments, codebook and stages.

    `stage_threshold` is a certainty, 0..1; `min_cluster` counts comments; `max_clusters` holds per language.
    """

    seed: int = 0
    stage_threshold: float = THRESHOLD
    min_cluster: int = 8
    max_clusters: int = 12
    chunk_size: int = 1_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result: comments in the order they came, themes by size, and what produced them."""

    comments: tuple[AnalysedComment, ...]
    themes: tuple[Theme, ...]
    versions: dict[str, str]
    seconds: float


def analyse(
    comments: Sequence[Comment],
    *,
    codebook: Codebook | None = None,
    stages: Sequence[StageWords] = (),
    parameters: Parameters = Parameters(),  # noqa: B008 frozen
    executor: Executor | None = None,
    progress: Progress | None = None,
    known: Sequence[Theme] = (),
) -> Analysis:
    """Analyse `comments`, whose keys must differ (ValueError). The same input and seed give the same output,
    whatever the executor; the order of `comments` changes nothing but the order of the result.

    `progress` hears (comments read, comments in all). Found themes take over the identity of the `known` ones
    they continue.
    """
    started = time.perf_counter()
    if len({comment.key for comment in comments}) != len(comments):
        raise ValueError("comment keys must differ")
    book = codebook or built_in_codebook()
    read, leftovers, profiles = _read_all(comments, book, stages, parameters, executor, progress)
    clusters = discover(
        leftovers, seed=parameters.seed, min_cluster=parameters.min_cluster, max_clusters=parameters.max_clusters
    )
    found = _found_themes(clusters, comments, read, known)
    finished = _Finisher(book, clusters, found, leftovers, profiles).finish(read)
    themes = _sized(finished, {**_codebook_themes(book, profiles), **{theme.id: theme for theme in found.values()}})
    return Analysis(finished, themes, _versions(book), round(time.perf_counter() - started, 3))


def _read_all(
    comments: Sequence[Comment],
    book: Codebook,
    stages: Sequence[StageWords],
    parameters: Parameters,
    executor: Executor | None,
    progress: Progress | None,
) -> tuple[list[AnalysedComment], list[Leftover], Profiles]:
    read: list[AnalysedComment] = []
    leftovers: list[Leftover] = []
    profiles = Profiles()
    for chunk in _chunks_read(comments, book, tuple(stages), parameters, executor):
        read += chunk.comments
        leftovers += chunk.leftovers
        profiles.merge(chunk.profiles)
        if progress:
            progress(len(read), len(comments))
    return read, leftovers, profiles


def _chunks_read(
    comments: Sequence[Comment],
    book: Codebook,
    stages: tuple[StageWords, ...],
    parameters: Parameters,
    executor: Executor | None,
) -> Iterator[ReadChunk]:
    """Chunks in their order, at most _IN_FLIGHT of them under way."""
    size = parameters.chunk_size
    cut = (comments[start : start + size] for start in range(0, len(comments), size))
    if executor is None:
        yield from (read_chunk(chunk, book, stages, parameters.stage_threshold) for chunk in cut)
        return
    waiting: deque[Future[ReadChunk]] = deque()
    for chunk in cut:
        waiting.append(executor.submit(read_chunk, chunk, book, stages, parameters.stage_threshold))
        if len(waiting) >= _IN_FLIGHT:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _found_themes(
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


class _Finisher:
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
    """Where words say nothing at all: the first fallback theme, else the theme most spoken of."""
    fallback = next((theme.id for theme in book.themes if theme.fallback and theme.id == "overall"), None)
    if fallback:
        return fallback
    sizes: Counter[str] = Counter()
    for (_, theme), counter in profiles.counts.items():
        sizes[theme] += counter.total()
    return min(sizes, key=lambda theme: (-sizes[theme], theme), default=book.themes[0].id)


def _codebook_themes(book: Codebook, profiles: Profiles) -> dict[str, Theme]:
    said: dict[str, Counter[str]] = {}
    for (_, theme), counter in profiles.counts.items():
        said.setdefault(theme, Counter()).update(counter)
    return {
        theme.id: Theme(theme.id, dict(theme.names), "codebook", _most_said(said.get(theme.id, Counter())), 0)
        for theme in book.themes
    }


def _most_said(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counter, key=lambda term: (-counter[term], term))[:_CODEBOOK_TERMS])


def _sized(comments: Sequence[AnalysedComment], themes: Mapping[str, Theme]) -> tuple[Theme, ...]:
    """Themes that comments carry, or have as their cluster, largest first."""
    sizes: Counter[str] = Counter()
    for comment in comments:
        carried = {hit.theme for mention in comment.mentions for hit in mention.themes}
        sizes.update(carried | ({comment.cluster} if comment.cluster else set()))
    present = [replace(themes[theme], size=size) for theme, size in sizes.items()]
    return tuple(sorted(present, key=lambda theme: (-theme.size, theme.id)))


def _versions(book: Codebook) -> dict[str, str]:
    return {"method": METHOD, "codebook": book.version, **{name: version(name) for name in _LIBRARIES}}
