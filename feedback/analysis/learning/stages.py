"""Learning where comments stand from those whose stage is known: asked there, imported with it, or placed by a person.

A multinomial logistic regression on words and pairs of words, blended with what the words of the stages say; its
certainty is set so that on comments it had not seen a certainty of 0.8 is right four times of five (Platt 1999).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.learning.agreement import accuracy
from feedback.analysis.learning.examples import Placed
from feedback.analysis.learning.folds import folds_of, splits
from feedback.analysis.learning.matrix import Vocabulary, vocabulary
from feedback.analysis.learning.models import StageModel, Worth
from feedback.analysis.learning.threads import one_thread
from feedback.analysis.stages import StageWords, Suggester
from feedback.analysis.stages.features import features_of
from feedback.analysis.text import words

LEAST, LEAST_OF_EACH, BETTER = 60, 5, 0.01
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
FREEDOM = 5.0
"""Inverse strength of the penalty on large weights."""
CLOSE = 1e-2
"""How near to the best weights is near enough: nearer agrees no better, and takes four times as long."""
_MOST_ROUNDS = 200
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples made ready: features, stage (place in the list), weight, and what the stages' words say of each."""

    features: list[list[str]]
    stage: Ints
    weights: Floats
    by_words: Floats

    def of(self, places: Ints) -> Lesson:
        features = [self.features[place] for place in places]
        return Lesson(features, self.stage[places], self.weights[places], self.by_words[places])


def fit_stages(
    examples: Sequence[Placed], *, lang: str, seed: int, stages: Sequence[StageWords] = ()
) -> StageModel | None:
    """A model of where comments in `lang` stand; None with too few examples of at least two stages.

    `stages` are those of the journey, whose own words the model is judged against and blended with. Stages with very
    few examples are left to their words. The same examples in any order and the same seed give the same model.
    """
    known = _known_stages(examples)
    ordered = sorted((one for one in examples if one.stage in known), key=lambda one: (one.text, one.stage, one.weight))
    if len(ordered) < LEAST or len(known) < 2:
        return None
    with one_thread():
        return _fitted(_lesson(ordered, known, lang, stages), known, folds_of([one.text for one in ordered], seed))


def _fitted(lesson: Lesson, known: Sequence[str], fold_of: Ints) -> StageModel:
    unseen = _unseen(lesson, fold_of, len(known))
    before = accuracy(lesson.stage, _choice(lesson.by_words))
    agreement = accuracy(lesson.stage, _judged(lesson, unseen, fold_of))
    share = _best_share(lesson, unseen) if agreement >= before + BETTER else 0.0
    slope, offset = _calibrated(_mixed(lesson, unseen, share), lesson.stage)
    worth = Worth(len(lesson.stage), round(agreement, 4), round(before, 4), share)
    start, weighed = _fitted_words(lesson, len(known)) if share else ((0.0,) * len(known), {})
    return StageModel(worth, tuple(known), start, weighed, round(slope, 4), round(offset, 4))


def _known_stages(examples: Sequence[Placed]) -> list[str]:
    counts = Counter(one.stage for one in examples)
    return sorted(stage for stage, count in counts.items() if count >= LEAST_OF_EACH)


def _lesson(examples: Sequence[Placed], known: Sequence[str], lang: str, stages: Sequence[StageWords]) -> Lesson:
    spoken = [words(one.text) for one in examples]
    suggester = Suggester(stages) if stages else None
    says = np.zeros((len(examples), len(known)))
    if suggester:
        for row, (one, said) in enumerate(zip(examples, spoken, strict=True)):
            evidence = suggester.evidence(said, one.text, lang).shares
            says[row] = [evidence.get(stage, 0.0) for stage in known]
    places = np.array([known.index(one.stage) for one in examples], dtype=np.int64)
    weights = np.array([one.weight for one in examples], dtype=np.float64)
    return Lesson([features_of(said) for said in spoken], places, weights, says)


def _unseen(lesson: Lesson, fold_of: Ints, stages: int) -> Floats:
    """How likely each stage is for each example, said by a model that was fitted on the other folds."""
    chances = np.full((len(lesson.stage), stages), 1 / stages)
    for learn, judge in splits(fold_of):
        part = lesson.of(learn)
        if len(np.unique(part.stage)) < 2:
            continue
        vocabulary_of = vocabulary(part.features)
        model = _logistic(vocabulary_of.matrix(part.features), part)
        said = model.predict_proba(vocabulary_of.matrix([lesson.features[place] for place in judge]))
        chances[judge] = 0.0
        chances[judge[:, None], model.classes_[None, :]] = said
    return chances


def _mixed(lesson: Lesson, learned: Floats, share: float) -> Floats:
    return np.asarray(share * learned + (1 - share) * lesson.by_words)


def _choice(chances: Floats) -> Ints:
    """The most likely stage of each row, -1 where nothing speaks for any."""
    return np.where(chances.max(axis=1) > 0, chances.argmax(axis=1), -1).astype(np.int64)


def _judged(lesson: Lesson, unseen: Floats, fold_of: Ints) -> Ints:
    found = np.full(len(lesson.stage), -1, dtype=np.int64)
    for learn, judge in splits(fold_of):
        share = _best_share(lesson.of(learn), unseen[learn])
        found[judge] = _choice(_mixed(lesson.of(judge), unseen[judge], share))
    return found


def _best_share(lesson: Lesson, unseen: Floats) -> float:
    return max(SHARES, key=lambda share: accuracy(lesson.stage, _choice(_mixed(lesson, unseen, share))))


def _calibrated(chances: Floats, stage: Ints) -> tuple[float, float]:
    """Slope (not below 0) and offset on the odds of the likeliest stage; (1, 0), which changes nothing, for no rows.

    Right and wrong are softened as by Platt, so that all right is no proof. Of rows where nothing speaks for any stage
    nothing is suggested: they do not count.
    """
    from sklearn.linear_model import LogisticRegression

    said = chances.max(axis=1) > 0
    raw, right = np.clip(chances.max(axis=1)[said], 1e-4, 1 - 1e-4), (chances.argmax(axis=1) == stage)[said]
    if not len(right):
        return 1.0, 0.0
    hopes = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))
    odds, answers = np.tile(np.log(raw / (1 - raw)), 2)[:, None], np.repeat([1, 0], len(right))
    model = LogisticRegression(C=1e3).fit(odds, answers, np.concatenate([hopes, 1 - hopes]))
    slope = float(model.coef_[0, 0])
    return (slope, float(model.intercept_[0])) if slope > 0 else (0.0, float(np.log(hopes.mean() / (1 - hopes.mean()))))


def _logistic(matrix: Any, lesson: Lesson) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=FREEDOM, max_iter=_MOST_ROUNDS, tol=CLOSE).fit(matrix, lesson.stage, lesson.weights)


def _fitted_words(lesson: Lesson, stages: int) -> tuple[tuple[float, ...], Mapping[str, tuple[float, ...]]]:
    """What each stage begins with, and for every word its weight per stage with its rarity behind."""
    known = vocabulary(lesson.features)
    model = _logistic(known.matrix(lesson.features), lesson)
    weights, start = _per_stage(model, stages)
    return tuple(round(float(one), 4) for one in start), _rows(known, weights * known.rarity)


def _per_stage(model: Any, stages: int) -> tuple[Floats, Floats]:
    """Of two stages scikit-learn fits one row, which speaks for the second and against the first."""
    if stages > 2:
        return model.coef_, model.intercept_
    half, start = model.coef_[0] / 2, model.intercept_[0] / 2
    return np.stack([-half, half]), np.array([-start, start])


def _rows(known: Vocabulary, weights: Floats) -> dict[str, tuple[float, ...]]:
    return {
        word: (*(round(float(one), 3) for one in column), round(float(rarity), 3))
        for word, column, rarity in zip(known.words, weights.T, known.rarity, strict=True)
    }
