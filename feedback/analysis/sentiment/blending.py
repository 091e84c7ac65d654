"""The score of the lexicon and what was learned, in one: each as far as the learned model earned its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.analysis.records import WeighedWord
from feedback.analysis.sentiment.entries import STRONGEST

if TYPE_CHECKING:
    from feedback.analysis.learning.models import Known, SentimentModel

_INSIDE = 0.9999


def blended(by_lexicon: float, known: Known, model: SentimentModel, *, several: bool) -> float:
    """-1..1, above 0.2 positive and below -0.05 negative as everywhere; `several`: of a comment of several mentions.

    Where the model knows no word, the lexicon decides alone.
    """
    learned = model.value(known)
    if learned is None:
        return by_lexicon
    mixed = model.share * learned + (1 - model.share) * by_lexicon
    return max(-_INSIDE, min(_INSIDE, (model.several if several else model.one).moved(mixed)))


def learned_words(known: Known, model: SentimentModel) -> list[WeighedWord]:
    """The learned words of a mention that weigh most, strongest first: -4..4 is their weight where they stand alone."""
    return [
        WeighedWord(word, round(max(-STRONGEST, min(STRONGEST, weight * STRONGEST)), 2), learned=True)
        for word, weight in model.said(known)
    ]
