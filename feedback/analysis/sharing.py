"""Keeping a million results small: equal findings are kept once, whichever process they came from."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, TypeVar

from feedback.analysis.records import AnalysedComment, Mention, Sentiment

_REMEMBERED = 300_000
Part = TypeVar("Part", bound=Hashable)


class Sharing:
    """Gives back, for every part of a comment, the first equal one it has seen."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, Any] = {}

    def comment(self, read: AnalysedComment) -> AnalysedComment:
        """An equal comment made of shared parts."""
        return replace(
            read,
            sentiment=self._sentiment(read.sentiment),
            mentions=tuple(self._mention(mention) for mention in read.mentions),
            stage_guess=self._one(read.stage_guess),
        )

    def _mention(self, mention: Mention) -> Mention:
        themes = tuple(self._one(hit) for hit in mention.themes)
        return Mention(mention.start, mention.end, self._sentiment(mention.sentiment), self._one(themes))

    def _sentiment(self, sentiment: Sentiment) -> Sentiment:
        known: Sentiment | None = self._seen.get(sentiment)
        if known is not None:
            return known
        words = self._one(tuple(self._one(word) for word in sentiment.words))
        return self._one(replace(sentiment, words=words))

    def _one(self, part: Part) -> Part:
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        known: Part = self._seen.setdefault(part, part)
        return known
