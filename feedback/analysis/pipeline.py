"""The whole chain from comments to themes: read in chunks, anywhere; find clusters in what is left; place them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from feedback.analysis.chunks import Kit
from feedback.analysis.codebook import Codebook, built_in_codebook
from feedback.analysis.completing import Completing, Stream
from feedback.analysis.decisions import NO_DECISIONS, Decisions
from feedback.analysis.discovery import Limits
from feedback.analysis.first_pass import FirstPass, Progress, digest_of
from feedback.analysis.mapping import Cancelled
from feedback.analysis.records import AnalysedComment, Comment
from feedback.analysis.sharing import Sharing
from feedback.analysis.spool import Memory, Spool
from feedback.analysis.stages import THRESHOLD, StageWords
from feedback.analysis.state import State
from feedback.analysis.themes import Theme

if TYPE_CHECKING:
    from feedback.analysis.learning import Learned

METHOD = "2"  # Raised whenever the same input would give other themes.
_MANY = 100_000  # Comments from which on it pays to keep equal findings once.
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "nltk", "simplemma", "py3langid", "stopwordsiso", "vaderSentiment")


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a run can be repeated from, besides its comments, codebook and stages.

    `stage_threshold` is a certainty, 0..1; `min_cluster` counts comments; `max_clusters` holds per language. How many
    comments a chunk has changes nothing but memory and time.
    """

    seed: int = 0
    stage_threshold: float = THRESHOLD
    min_cluster: int = 8
    max_clusters: int = 12
    chunk_size: int = 1_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result: comments in the order they came, themes by size, what produced them, and what the next run needs."""

    comments: tuple[AnalysedComment, ...]
    themes: tuple[Theme, ...]
    versions: dict[str, str]
    seconds: float
    state: State


def reading_digest(
    codebook: Codebook,
    stages: Sequence[StageWords],
    parameters: Parameters,
    learned: Learned | None = None,
    decisions: Decisions = NO_DECISIONS,
) -> str:
    """16 hexadecimal digits of how comments are read: with the same ones nothing needs to be read again."""
    places = [
        (
            one.code,
            sorted(one.names.items()),
            sorted(one.goal.items()),
            [sorted(point.items()) for point in one.touchpoints],
        )
        for one in stages
    ]
    given = replace(parameters, chunk_size=0)
    taught = learned.digest if learned else ""
    return digest_of([METHOD, sorted(versions(codebook).items()), places, given, taught, decisions.reading])


def analyse(
    comments: Sequence[Comment],
    *,
    codebook: Codebook | None = None,
    stages: Sequence[StageWords] = (),
    parameters: Parameters = Parameters(),
    executor: Executor | None = None,
    progress: Progress | None = None,
    known: Sequence[Theme] = (),
    learned: Learned | None = None,
    decisions: Decisions = NO_DECISIONS,
    state: State | None = None,
) -> Analysis:
    """Analyse `comments`, whose keys must differ (ValueError). The same input and seed give the same output,
    whatever the executor; the order of `comments` changes nothing but the order of the result.

    `progress` hears (comments read, comments in all); what it raises ends the analysis. Found themes take over the
    identity of the `known` ones they continue. With the `state` of an earlier run, `comments` are only the new ones:
    they are placed among the themes known there, and the sizes of themes count both.
    """
    started = time.perf_counter()
    stream = analyse_stream(
        comments,
        total=len(comments),
        codebook=codebook,
        stages=stages,
        parameters=parameters,
        executor=executor,
        progress=progress,
        known=known,
        learned=learned,
        decisions=decisions,
        state=state,
    )
    shared = Sharing().comment if len(comments) > _MANY else None
    read = tuple([shared(one) if shared else one for chunk in stream.chunks() for one in chunk])
    return Analysis(read, stream.themes, stream.versions, round(time.perf_counter() - started, 3), stream.state)


def analyse_stream(
    comments: Iterable[Comment],
    *,
    total: int = 0,
    codebook: Codebook | None = None,
    stages: Sequence[StageWords] = (),
    parameters: Parameters = Parameters(),
    executor: Executor | None = None,
    progress: Progress | None = None,
    known: Sequence[Theme] = (),
    learned: Learned | None = None,
    decisions: Decisions = NO_DECISIONS,
    state: State | None = None,
    spool: Spool | None = None,
) -> Stream:
    """`analyse` for any number of comments: they are asked for once, and wait in `spool` between the two passes.

    `total` is how many there are, where that is known. A folder that an earlier attempt left goes on from there: what
    it read is not read again. Without a spool everything stays in memory.
    """
    book = codebook or built_in_codebook()
    digest = reading_digest(book, stages, parameters, learned, decisions)
    if state is not None and state.reading != digest:
        raise ValueError("the state comes from another way of reading: read everything again")
    kit = Kit(book, tuple(stages), parameters.stage_threshold, learned, decisions.teaching)
    if executor is not None and spool is None:
        spool = Memory()
    first = FirstPass(kit, digest, parameters.chunk_size, spool)
    first.read(comments, executor, progress, total)

    def tick() -> None:
        if progress:
            progress(first.comments, max(total, first.comments))

    limits = Limits(parameters.min_cluster, parameters.max_clusters, parameters.seed)
    completing = Completing(book, limits, decisions, digest, versions(book), first, executor, tick)
    return completing.stream(known, state)


def versions(book: Codebook) -> dict[str, str]:
    """What a run says about what made it."""
    return {"method": METHOD, "codebook": book.version, **_libraries()}


@cache
def _libraries() -> dict[str, str]:
    return {name: version(name) for name in _LIBRARIES}


__all__ = ["Analysis", "Cancelled", "Parameters", "Stream", "analyse", "analyse_stream", "reading_digest", "versions"]
