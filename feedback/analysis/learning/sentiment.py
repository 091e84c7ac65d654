"""Learning how comments feel from the scores their authors gave, and from what people corrected.

A ridge regression of the feeling (-1, 0, 1) on words and pairs of words, each feeling counting as much as the
others; blended with the score of the lexicon by the share that agrees best with people on comments it had not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.learning.agreement import macro_f1
from feedback.analysis.learning.bands import USUAL, Band, best_band
from feedback.analysis.learning.examples import Rated
from feedback.analysis.learning.folds import folds_of, splits
from feedback.analysis.learning.matrix import vocabulary
from feedback.analysis.learning.models import SentimentModel, Worth
from feedback.analysis.learning.threads import one_thread
from feedback.analysis.records import Span
from feedback.analysis.sentiment import score_comment
from feedback.analysis.sentiment.features import features_of
from feedback.analysis.sentiment.lexicon import lexicon
from feedback.analysis.sentiment.tokens import tokens
from feedback.analysis.text import split_mentions

LEAST = 60
"""Examples below which nothing is learned."""
LEAST_OF_EACH = 5
"""Examples of a feeling for it to count as one of at least two."""
BETTER = 0.01
"""Agreement, 0..1, that a model must add to that of the lexicon alone."""
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.75)
PENALTY = 4.0
_FEELS = ("neg", "neu", "pos")
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples made ready: features, score of the lexicon, feeling (0, 1, 2), weight, and whether of one mention."""

    features: list[list[str]]
    lexicon: Floats
    feels: Ints
    weights: Floats
    alone: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.feels)

    def of(self, places: Ints) -> Lesson:
        return Lesson(
            [self.features[place] for place in places],
            self.lexicon[places],
            self.feels[places],
            self.weights[places],
            self.alone[places],
        )


@dataclass(frozen=True, slots=True)
class Mixing:
    """How a score is made of both: the learned share, and the bands for comments of one and of several mentions."""

    share: float
    one: Band
    several: Band

    def labels(self, learned: Floats, lesson: Lesson) -> Ints:
        mixed = self.share * learned + (1 - self.share) * lesson.lexicon
        return np.where(lesson.alone, self.one.labels(mixed), self.several.labels(mixed)).astype(np.int64)


LEXICON_ALONE = Mixing(0.0, USUAL, USUAL)


def fit_sentiment(examples: Sequence[Rated], *, lang: str, seed: int) -> SentimentModel | None:
    """A model of how comments in `lang` feel; None where there are too few examples of at least two feelings.

    The same examples in any order and the same seed give the same model.
    """
    ordered = sorted(examples, key=lambda one: (one.text, one.feels, one.weight))
    if not _enough([one.feels for one in ordered]):
        return None
    with one_thread():
        return _fitted(lesson_of(ordered, lang), folds_of([one.text for one in ordered], seed))


def _fitted(lesson: Lesson, fold_of: Ints) -> SentimentModel:
    unseen = _unseen(lesson, fold_of)
    before = macro_f1(lesson.feels, LEXICON_ALONE.labels(unseen, lesson))
    agreement = macro_f1(lesson.feels, _judged(lesson, unseen, fold_of))
    earned = agreement >= before + BETTER
    mixing = _best_mixing(lesson, unseen) if earned else LEXICON_ALONE
    worth = Worth(len(lesson), round(agreement, 4), round(before, 4), mixing.share)
    return SentimentModel(worth, _words(lesson) if earned else {}, mixing.one, mixing.several)


def lesson_of(examples: Sequence[Rated], lang: str) -> Lesson:
    """The examples as features and numbers."""
    spans = [split_mentions(one.text, lang) for one in examples]
    return Lesson(
        [_features(one.text, span, lang) for one, span in zip(examples, spans, strict=True)],
        np.array([score_comment(one.text, span, lang)[0].score for one, span in zip(examples, spans, strict=True)]),
        np.array([_FEELS.index(one.feels) for one in examples], dtype=np.int64),
        np.array([one.weight for one in examples], dtype=np.float64),
        np.array([len(span) < 2 for span in spans]),
    )


def _features(text: str, spans: Sequence[Span], lang: str) -> list[str]:
    words = lexicon(lang)
    return [feature for span in spans for feature in features_of(tokens(text, span.start, span.end), words)]


def _enough(feelings: Sequence[str]) -> bool:
    there = [one for one in _FEELS if feelings.count(one) >= LEAST_OF_EACH]
    return len(feelings) >= LEAST and len(there) >= 2


def _unseen(lesson: Lesson, fold_of: Ints) -> Floats:
    """What a model says of each example that was fitted on the other folds."""
    values = np.zeros(len(lesson))
    for learn, judge in splits(fold_of):
        part = lesson.of(learn)
        known = vocabulary(part.features)
        weights = _ridge(known.matrix(part.features), part)
        said = known.matrix([lesson.features[place] for place in judge]) @ weights
        values[judge] = np.clip(said, -1.0, 1.0)
    return values


def _judged(lesson: Lesson, unseen: Floats, fold_of: Ints) -> Ints:
    """Each fold as it would be read with the share and the bands that the other folds choose."""
    found = np.ones(len(lesson), dtype=np.int64)
    for learn, judge in splits(fold_of):
        mixing = _best_mixing(lesson.of(learn), unseen[learn])
        found[judge] = mixing.labels(unseen[judge], lesson.of(judge))
    return found


def _best_mixing(lesson: Lesson, unseen: Floats) -> Mixing:
    """The share and the bands that agree best; of equally good ones the smaller share."""
    return max(_mixings(lesson, unseen), key=lambda one: macro_f1(lesson.feels, one.labels(unseen, lesson)))


def _mixings(lesson: Lesson, unseen: Floats) -> Iterator[Mixing]:
    for share in SHARES:
        mixed = share * unseen + (1 - share) * lesson.lexicon
        one, several = (_band(mixed[part], lesson.feels[part]) for part in (lesson.alone, ~lesson.alone))
        yield Mixing(share, one, several)


def _band(scores: Floats, feels: Ints) -> Band:
    """The best band where there are enough comments to choose it by and it is clearly better, else the usual one."""
    if not _enough([_FEELS[one] for one in feels]):
        return USUAL
    found = best_band(scores, feels)
    gained = macro_f1(feels, found.labels(scores)) - macro_f1(feels, USUAL.labels(scores))
    return found if gained >= BETTER else USUAL


def _ridge(matrix: Any, lesson: Lesson) -> Floats:
    """One weight per word; without an intercept, so that a text of unknown words says nothing."""
    from sklearn.linear_model import Ridge

    model = Ridge(alpha=PENALTY, fit_intercept=False, solver="sparse_cg", tol=1e-6)
    weights: Floats = model.fit(matrix, lesson.feels - 1.0, _balanced(lesson)).coef_
    return weights


def _balanced(lesson: Lesson) -> Floats:
    """Weights under which every feeling counts the same in all, however often it is there."""
    totals = np.array([lesson.weights[lesson.feels == one].sum() for one in range(3)])
    there = int(np.sum(totals > 0))
    each: Floats = lesson.weights * (lesson.weights.sum() / (there * np.maximum(totals, 1e-9)))[lesson.feels]
    return each


def _words(lesson: Lesson) -> dict[str, tuple[float, float]]:
    known = vocabulary(lesson.features)
    weights = _ridge(known.matrix(lesson.features), lesson) * known.rarity
    return {
        word: (round(float(weight), 4), round(float(rarity), 3))
        for word, weight, rarity in zip(known.words, weights, known.rarity, strict=True)
    }
