"""The lexicon and what was learned, in one score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.learning import SentimentModel, Worth
from feedback.analysis.learning.bands import USUAL, Band
from feedback.analysis.records import WeighedWord
from feedback.analysis.sentiment import NEGATIVE_BELOW, POSITIVE_ABOVE, score_comment
from feedback.analysis.sentiment.blending import blended, learned_words
from feedback.analysis.text import split_mentions

WORDS = {"zorbido": (2.0, 2.0), "fesquino": (-2.0, 2.0)}
MODEL = SentimentModel(Worth(100, 0.8, 0.6, 0.5), WORDS, USUAL, Band(-0.4, 0.6))


def test_each_has_its_share() -> None:
    known = MODEL.known(["zorbido"])
    assert blended(0.4, known, MODEL, several=False) == pytest.approx(0.7)
    assert blended(0.4, MODEL.known(["mesa"]), MODEL, several=False) == 0.4


def test_a_band_moves_a_score_to_where_its_label_is() -> None:
    assert NEGATIVE_BELOW < blended(0.0, MODEL.known(["zorbido"]), MODEL, several=True) < POSITIVE_ABOVE
    assert blended(0.4, MODEL.known(["zorbido"]), MODEL, several=True) > POSITIVE_ABOVE


def test_learned_words_are_named_with_the_weight_they_have_alone() -> None:
    assert learned_words(MODEL.known(["mesa", "fesquino"]), MODEL) == [WeighedWord("fesquino", -4.0, learned=True)]


def test_a_mention_gets_the_weights_of_its_own_words() -> None:
    text = "El desayuno zorbido, pero la cama fesquino"
    whole, (first, second) = score_comment(text, split_mentions(text, "es"), "es", MODEL)
    assert [(one.label, one.words) for one in (first, second)] == [
        ("pos", (WeighedWord("zorbido", 4.0, True),)),
        ("neg", (WeighedWord("fesquino", -4.0, True),)),
    ]
    assert whole.words == first.words + second.words


def test_a_model_that_earned_nothing_changes_nothing() -> None:
    idle = SentimentModel(Worth(100, 0.6, 0.6, 0.0), WORDS, USUAL, USUAL)
    text = "Muy amables, zorbido"
    spans = split_mentions(text, "es")
    assert score_comment(text, spans, "es", idle) == score_comment(text, spans, "es")


@given(st.lists(st.sampled_from(["zorbido", "fesquino", "amable", "malo", "mesa", ".", "pero"]), max_size=12))
def test_scores_stay_in_range_and_agree_with_their_label(said: list[str]) -> None:
    text = " ".join(said)
    whole, mentions = score_comment(text, split_mentions(text, "es"), "es", MODEL)
    for found in (whole, *mentions):
        assert -1 < found.score < 1
        expected = "pos" if found.score > POSITIVE_ABOVE else "neg" if found.score < NEGATIVE_BELOW else "neu"
        assert found.label == expected
