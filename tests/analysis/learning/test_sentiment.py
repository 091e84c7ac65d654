"""Learning how comments feel."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from feedback.analysis.learning import Rated, SentimentModel, fit_sentiment
from feedback.analysis.learning.agreement import macro_f1
from feedback.analysis.learning.sentiment import LEAST
from feedback.analysis.sentiment import score_comment
from feedback.analysis.text import split_mentions
from tests.analysis.learning.made_up import BAD, GOOD, rated


def fitted(examples: Iterable[Rated]) -> SentimentModel | None:
    return fit_sentiment(list(examples), lang="es", seed=0)


def found(examples: Iterable[Rated], model: SentimentModel | None) -> list[str]:
    return [score_comment(one.text, split_mentions(one.text, "es"), "es", model)[0].label for one in examples]


def test_words_no_lexicon_knows_are_learned_and_what_is_said_beforehand_holds() -> None:
    model, unseen = fitted(rated(240)), rated(240, seed=2)
    assert model is not None
    assert (model.worth.examples, model.worth.before < 0.4, model.worth.agreement > 0.85) == (240, True, True)
    labels = ["neg", "neu", "pos"]
    gold = np.array([labels.index(one.feels) for one in unseen])
    reached = macro_f1(gold, np.array([labels.index(label) for label in found(unseen, model)]))
    assert abs(reached - model.worth.agreement) < 0.1
    weights = {word: weight for word, (weight, _) in model.words.items()}
    assert min(weights[word] for word in GOOD) > 0 > max(weights[word] for word in BAD)


def test_the_order_of_the_examples_changes_nothing() -> None:
    examples = rated(90)
    assert fitted(examples) == fitted(examples[::-1])


def test_too_few_examples_or_one_feeling_alone_teach_nothing() -> None:
    assert fitted(rated(LEAST - 1)) is None
    assert fitted([Rated(f"texto {number}", rating=5) for number in range(200)]) is None


def test_what_agrees_no_better_is_not_used() -> None:
    lexicon_knows = [("horrible", 1.0), ("excelente", 5.0)]
    examples = [
        Rated(f"{word} número {number}", rating=rating) for number in range(60) for word, rating in lexicon_knows
    ]
    model = fitted(examples)
    assert model is not None
    assert (model.share, model.words, model.worth.before) == (0.0, {}, 1.0)
    assert found(examples[:2], model) == ["neg", "pos"]


def test_a_correction_outweighs_ratings() -> None:
    unsure = [Rated(f"{word} brunfalo", rating=5.0) for word in ("mesa", "silla", "puerta")]
    person = [Rated(f"{word} brunfalo", label="neg", weight=3.0) for word in ("calle", "coche", "libro")]
    model = fitted([*rated(120), *unsure, *person])
    assert model is not None
    assert model.words["brunfalo"][0] < 0
