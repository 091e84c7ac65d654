"""Reading comments one by one: the part of the analysis that needs no other comment and runs anywhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.analysis.codebook.model import Codebook
from feedback.analysis.cycles import no_cycle_search
from feedback.analysis.discovery import Leftover
from feedback.analysis.records import AnalysedComment, Comment, Mention, Sentiment, Span, StageGuess
from feedback.analysis.sentiment import score_comment
from feedback.analysis.similarity import Counts, Profiles
from feedback.analysis.stages import StageWords, Suggester
from feedback.analysis.teaching import NOTHING_TAUGHT, Teaching
from feedback.analysis.terms import terms
from feedback.analysis.text import Word, detect_language, is_non_answer, split_mentions, words
from feedback.analysis.themes import strongest, theme_hits

if TYPE_CHECKING:
    from feedback.analysis.learning import Learned

NEUTRAL = Sentiment("neu", 0.0)


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """What one chunk of comments gave, in their order; small enough to travel between processes."""

    comments: tuple[AnalysedComment, ...]
    leftovers: tuple[Leftover, ...]
    profiles: Counts


def read_chunk(
    comments: Sequence[Comment],
    codebook: Codebook,
    stages: Sequence[StageWords],
    threshold: float,
    learned: Learned | None = None,
    teaching: Teaching = NOTHING_TAUGHT,
) -> ReadChunk:
    """Language, sentiment, mentions, codebook themes and, for comments without one, a suggested stage.

    Suggestions under `threshold` (certainty, 0..1) are left out. `learned` is blended into feelings and stages,
    `teaching` adds and refuses themes. A pure function: loads what it needs once per process.
    """
    reader = _Reader(codebook, stages, threshold, learned, teaching)
    with no_cycle_search():
        read = tuple([reader.read(comment) for comment in comments])
    return ReadChunk(read, tuple(reader.leftovers), reader.profiles.counts)


class _Reader:
    """Reads one comment after another, gathering what discovery and similarity need from all of them."""

    def __init__(
        self,
        codebook: Codebook,
        stages: Sequence[StageWords],
        threshold: float,
        learned: Learned | None = None,
        teaching: Teaching = NOTHING_TAUGHT,
    ) -> None:
        self._teaching = teaching
        self._feelings = learned.sentiment if learned else {}
        self.leftovers: list[Leftover] = []
        self.profiles = Profiles()
        self._codebook = codebook
        self._fallback = fallback_themes(codebook)
        self._suggester = Suggester(stages, learned.stages if learned else None) if stages else None
        self._threshold = threshold

    def read(self, comment: Comment) -> AnalysedComment:
        lang = detect_language(comment.text, comment.lang)
        if is_non_answer(comment.text, lang):
            return AnalysedComment(comment.key, lang, NEUTRAL, (), None, True)
        spans = split_mentions(comment.text, lang)
        feeling, feelings = score_comment(comment.text, spans, lang, self._feelings.get(lang))
        spoken = words(comment.text)
        mentions = tuple(
            self._mention(comment, index, span, sentiment, _within(spoken, span), lang)
            for index, (span, sentiment) in enumerate(zip(spans, feelings, strict=True))
        )
        guess = self._guess(comment, spoken, lang)
        return AnalysedComment(comment.key, lang, feeling, mentions, strongest(mentions, self._fallback), False, guess)

    def _mention(
        self, comment: Comment, index: int, span: Span, sentiment: Sentiment, spoken: Sequence[Word], lang: str
    ) -> Mention:
        said = terms(self._codebook, lang).of(spoken)
        hits = self._teaching.hits(theme_hits(spoken, comment.text, self._codebook, lang), said, lang)
        if hits:
            self.profiles.add(lang, hits[0].theme, said)
        if not hits or hits[0].theme in self._fallback:
            self.leftovers.append(Leftover(comment.key, index, lang, said))
        return Mention(span.start, span.end, sentiment, hits)

    def _guess(self, comment: Comment, spoken: Sequence[Word], lang: str) -> StageGuess | None:
        if comment.stage is not None or self._suggester is None:
            return None
        guess = self._suggester.suggest(spoken, comment.text, lang)
        return guess if guess and guess.certainty >= self._threshold else None


def fallback_themes(codebook: Codebook) -> frozenset[str]:
    return frozenset(theme.id for theme in codebook.themes if theme.fallback)


def _within(spoken: Sequence[Word], span: Span) -> Sequence[Word]:
    """The words of one mention; `spoken` is in reading order."""
    first = bisect_left(spoken, span.start, key=lambda word: word.start)
    last = bisect_left(spoken, span.end, lo=first, key=lambda word: word.start)
    return spoken[first:last]
