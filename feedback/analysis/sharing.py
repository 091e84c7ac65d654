"""Keeping a million results small: equal findings are kept once, whichever process they came from."""

from __future__ import annotations

from feedback.analysis.records import AnalysedComment, Mention, Sentiment, StageGuess, ThemeHit, WeighedWord

_REMEMBERED = 300_000  # Parts of each kind; a rare one forgotten costs a little memory, nothing else.


class Sharing:
    """Gives back, for the parts of a comment, the first equal ones it has seen."""

    def __init__(self) -> None:
        self._sentiments: dict[Sentiment, Sentiment] = {}
        self._words: dict[WeighedWord, WeighedWord] = {}
        self._hits: dict[tuple[ThemeHit, ...], tuple[ThemeHit, ...]] = {}
        self._guesses: dict[StageGuess, StageGuess] = {}

    def comment(self, read: AnalysedComment) -> AnalysedComment:
        """An equal comment made of shared parts."""
        self._forget_if_full()
        guess = read.stage_guess
        return AnalysedComment(
            read.key,
            read.lang,
            self._sentiment(read.sentiment),
            tuple([self._mention(mention) for mention in read.mentions]),
            read.cluster,
            read.non_answer,
            self._guesses.setdefault(guess, guess) if guess else None,
            read.fold,
        )

    def _mention(self, mention: Mention) -> Mention:
        hits = self._hits.setdefault(mention.themes, mention.themes)
        return Mention(mention.start, mention.end, self._sentiment(mention.sentiment), hits)

    def _sentiment(self, sentiment: Sentiment) -> Sentiment:
        known = self._sentiments.get(sentiment)
        if known is None:
            words = tuple([self._words.setdefault(word, word) for word in sentiment.words])
            known = self._sentiments[sentiment] = Sentiment(sentiment.label, sentiment.score, words)
        return known

    def _forget_if_full(self) -> None:
        for seen in (self._sentiments, self._words, self._hits, self._guesses):
            if len(seen) >= _REMEMBERED:
                seen.clear()
