"""The whole chain from comments to themes: read in chunks, anywhere; then discover over what is left."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from importlib.metadata import version

from feedback.analysis.codebook import Codebook, built_in_codebook
from feedback.analysis.discovery import Leftover, Limits, discover
from feedback.analysis.finishing import Finisher, codebook_themes, found_themes, said_elsewhere
from feedback.analysis.reading import ReadChunk, read_chunk
from feedback.analysis.records import AnalysedComment, Comment
from feedback.analysis.sharing import Sharing
from feedback.analysis.similarity import Profiles
from feedback.analysis.stages import THRESHOLD, StageWords
from feedback.analysis.themes import Theme

METHOD = "1"  # Raised whenever the same input would give other themes.
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "nltk", "simplemma", "py3langid", "stopwordsiso", "vaderSentiment")
_IN_FLIGHT = 16  # Chunks handed out and not yet merged: what bounds memory whatever the input.

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
    parameters: Parameters = Parameters(),
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
    limits = Limits(parameters.min_cluster, parameters.max_clusters, parameters.seed)
    clusters = discover(leftovers, said_elsewhere(book, read, profiles), limits)
    found = found_themes(clusters, comments, read, known)
    finished = Finisher(book, clusters, found, leftovers, profiles).finish(read)
    themes = _sized(finished, {**codebook_themes(book, profiles), **{theme.id: theme for theme in found.values()}})
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
    sharing = Sharing()
    for chunk in _chunks_read(comments, book, tuple(stages), parameters, executor):
        read += [sharing.comment(comment) for comment in chunk.comments]
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
