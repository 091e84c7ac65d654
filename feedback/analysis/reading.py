"""Reading comments one by one: the part of the analysis that needs no other comment and runs anywhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.analysis.codebook.model import Codebook
from feedback.analysis.discovery import Leftover
from feedback.analysis.records import AnalysedComment, Comment, Mention, Sentiment, Span, StageGuess
from feedback.analysis.sentiment import score_comment
from feedback.analysis.similarity import Counts, Profiles
from feedback.analysis.stages import StageWords, suggest
from feedback.analysis.terms import terms
from feedback.analysis.text import Word, detect_language, is_non_answer, split_mentions, words
from feedback.analysis.themes import strongest, theme_hits

NEUTRAL = Sentiment("neu", 0.0)


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """What one chunk of comments gave, in their order; small enough to travel between processes."""

    comments: tuple[AnalysedComment, ...]
    leftovers: tuple[Leftover, ...]
    profiles: Counts


def read_chunk(
    comments: Sequence[Comment], codebook: Codebook, stages: Sequence[StageWords], threshold: float
) -> ReadChunk:
    """Language, sentiment, mentions, codebook themes and, for comments without one, a suggested stage.

    Suggestions under `threshold` (certainty, 0..1) are left out. A pure function: loads what it needs once per process.
    """
    profiles = Profiles()
    leftovers: list[Leftover] = []
    read = tuple(
        _read(comment, codebook, stages, threshold, leftovers, profiles) for comment in comments
    )
    return ReadChunk(read, tuple(leftovers), profiles.counts)


def _read(
    comment: Comment,
    codebook: Codebook,
    stages: Sequence[StageWords],
    threshold: float,
    leftovers: list[Leftover],
    profiles: Profiles,
) -> AnalysedComment:
    lang = detect_language(comment.text, comment.lang)
    if is_non_answer(comment.text, lang):
        return AnalysedComment(comment.key, lang, NEUTRAL, (), None, True)
    spans = split_mentions(comment.text, lang)
    feeling, feelings = score_comment(comment.text, spans, lang)
    spoken = words(comment.text)
    mentions = []
    for index, (span, sentiment) in enumerate(zip(spans, feelings, strict=True)):
        inside = _within(spoken, span)
        hits = theme_hits(inside, comment.text, codebook, lang)
        mentions.append(Mention(span.start, span.end, sentiment, hits))
        said = terms(codebook, lang).of(inside)
        if hits:
            profiles.add(lang, hits[0].theme, said)
        if not hits or codebook.by_id[hits[0].theme].fallback:
            leftovers.append(Leftover(comment.key, index, lang, said))
    guess = _guess(comment, spoken, stages, lang, threshold)
    cluster = strongest(mentions, fallback_themes(codebook))
    return AnalysedComment(comment.key, lang, feeling, tuple(mentions), cluster, False, guess)


def fallback_themes(codebook: Codebook) -> frozenset[str]:
    return frozenset(theme.id for theme in codebook.themes if theme.fallback)


def _within(spoken: Sequence[Word], span: Span) -> Sequence[Word]:
    """The words of one mention; `spoken` is in reading order."""
    first = bisect_left(spoken, span.start, key=lambda word: word.start)
    last = bisect_left(spoken, span.end, lo=first, key=lambda word: word.start)
    return spoken[first:last]


def _guess(
    comment: Comment, spoken: Sequence[Word], stages: Sequence[StageWords], lang: str, threshold: float
) -> StageGuess | None:
    if comment.stage is not None or not stages:
        return None
    guess = suggest(spoken, comment.text, stages, lang)
    return guess if guess and guess.certainty >= threshold else None
