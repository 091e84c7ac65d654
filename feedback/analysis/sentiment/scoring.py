"""From weighed words to a score and a label, for a mention and for a whole comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from feedback.analysis.records import Label, Sentiment, Span, WeighedWord
from feedback.analysis.sentiment.blending import blended, learned_words
from feedback.analysis.sentiment.features import features_of
from feedback.analysis.sentiment.lexicon import lexicon
from feedback.analysis.sentiment.reading import weigh, weigh_found
from feedback.analysis.sentiment.tokens import tokens
from feedback.analysis.text.mentions import split_mentions, weight_in_comment

if TYPE_CHECKING:
    from feedback.analysis.learning.models import Known, SentimentModel

# score = (good - bad) / (good + bad + DOUBT): one mild word alone is no verdict, good and bad together are mixed.
DOUBT = 3.0
POSITIVE_ABOVE = 0.2
NEGATIVE_BELOW = -0.05


def score(text: str, lang: str) -> Sentiment:
    """The sentiment of a whole comment in `lang` ("es", "en", "pt"); see `score_comment`."""
    return score_comment(text, split_mentions(text, lang), lang)[0]


def score_span(text: str, span: Span, lang: str) -> Sentiment:
    """The sentiment of one mention of a comment, read by itself."""
    return _sentiment(weigh(text, span.start, span.end, lexicon(lang), text.isupper()))


def score_comment(
    text: str, spans: Sequence[Span], lang: str, model: SentimentModel | None = None
) -> tuple[Sentiment, tuple[Sentiment, ...]]:
    """The sentiment of a comment and of each of its mentions, in one reading: cheaper than asking for each.

    The comment's score is that of the words of all mentions, those after a contrast ("but …") weighing
    more and those conceded ("although …") less. -1..1; above `POSITIVE_ABOVE` positive, below
    `NEGATIVE_BELOW` negative, neutral between; 0 without any word that carries a feeling. A `model` of what the
    organisation's own scores taught is blended in by the share it earned, and its words are named.
    """
    words = lexicon(lang)
    shouting = text.isupper()
    found = [tokens(text, span.start, span.end) for span in spans]
    readings = [
        weigh_found(said, text[span.start : span.end], words, shouting) for said, span in zip(found, spans, strict=True)
    ]
    mentions = tuple([_sentiment(reading) for reading in readings])
    whole = mentions[0] if len(mentions) == 1 else _together(text, spans, lang, readings)
    if model is None or not model.share:
        return whole, mentions
    return _taught(whole, mentions, [model.known(features_of(said, words)) for said in found], model)


def _together(text: str, spans: Sequence[Span], lang: str, readings: Sequence[Sequence[WeighedWord]]) -> Sentiment:
    factors = weight_in_comment(text, spans, lang)
    whole = [
        (word, word.weight * factor) for reading, factor in zip(readings, factors, strict=True) for word in reading
    ]
    value = _balance(weight for _, weight in whole)
    return Sentiment(_label(value), value, tuple(word for word, _ in whole))


def _taught(
    whole: Sentiment, mentions: Sequence[Sentiment], known: Sequence[Known], model: SentimentModel
) -> tuple[Sentiment, tuple[Sentiment, ...]]:
    """The same with what was learned: a rating teaches a comment, its mentions get the weights of their own words."""
    named = [learned_words(said, model) for said in known]
    taught = tuple(
        [
            _with(mention, blended(mention.score, said, model, several=False), words)
            for mention, said, words in zip(mentions, known, named, strict=True)
        ]
    )
    if len(taught) == 1:
        return taught[0], taught
    spoken = {word: pair for said in known for word, pair in said.items()}
    value = blended(whole.score, spoken, model, several=True)
    return _with(whole, value, [word for words in named for word in words]), taught


def _with(read: Sentiment, value: float, learned: Sequence[WeighedWord]) -> Sentiment:
    return Sentiment(_label(value), value, (*read.words, *learned))


def _sentiment(weighed: list[WeighedWord]) -> Sentiment:
    value = _balance(word.weight for word in weighed)
    return Sentiment(_label(value), value, tuple(weighed))


def _balance(weights: Iterable[float]) -> float:
    good = bad = 0.0
    for weight in weights:
        if weight > 0:
            good += weight
        else:
            bad -= weight
    return (good - bad) / (good + bad + DOUBT)


def _label(value: float) -> Label:
    if value > POSITIVE_ABOVE:
        return "pos"
    return "neg" if value < NEGATIVE_BELOW else "neu"
