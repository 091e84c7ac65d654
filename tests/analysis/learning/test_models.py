"""What was learned, as it is kept and used."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.learning import NOTHING, Learned, SentimentModel, StageModel, Worth
from feedback.analysis.learning.bands import USUAL, Band

WORTH = Worth(100, 0.8, 0.6, 0.5)
FEELING = SentimentModel(WORTH, {"zorbido": (1.0, 2.0), "quembrilo": (-2.0, 2.0), "mesa": (0.02, 1.0)}, USUAL, USUAL)
PLACES = StageModel(WORTH, ("a", "b"), (0.1, -0.1), {"sello": (2.0, -2.0, 1.0), "caja": (-1.0, 1.0, 1.0)}, 1.0, 0.0)


def test_a_value_is_the_balance_of_the_words_it_knows() -> None:
    assert FEELING.value(FEELING.known(["zorbido", "puerta", "zorbido"])) == pytest.approx(0.5)
    assert FEELING.value(FEELING.known(["zorbido", "quembrilo"])) == pytest.approx(-1 / 8**0.5)
    assert FEELING.value(FEELING.known(["puerta"])) is None


def test_the_words_that_weigh_most_are_named() -> None:
    assert FEELING.said(FEELING.known(["mesa", "zorbido", "quembrilo"])) == [("quembrilo", -1.0), ("zorbido", 0.5)]


@given(st.lists(st.sampled_from(["sello", "caja", "mesa"])))
def test_chances_sum_to_one_where_anything_is_known(features: list[str]) -> None:
    chances = PLACES.chances(features)
    assert bool(chances) == any(one != "mesa" for one in features)
    assert not chances or sum(chances.values()) == pytest.approx(1)


def test_stages_name_the_words_that_speak_for_them() -> None:
    assert PLACES.chances(["sello"])["a"] > 0.9
    assert PLACES.said("a", ["caja", "sello"]) == ["sello"]
    assert PLACES.said("gone", ["sello"]) == []


@given(st.floats(0, 1), st.floats(0, 1))
def test_certainty_rises_with_the_evidence(one: float, other: float) -> None:
    model = StageModel(WORTH, ("a", "b"), (0.0, 0.0), {}, 0.8, 0.3)
    low, high = sorted((one, other))
    assert 0 <= model.certainty(low) <= model.certainty(high) <= 1


def test_what_is_kept_comes_back_and_has_a_digest_of_its_own() -> None:
    learned = Learned({"es": FEELING}, {"es": PLACES})
    again = Learned.from_json(json.loads(json.dumps(learned.to_json())))
    assert again == learned == pickle.loads(pickle.dumps(learned))
    assert again.digest == learned.digest and len(learned.digest) == 12
    other = SentimentModel(WORTH, FEELING.words, Band(-0.1, 0.2), USUAL)
    assert Learned({"es": other}).digest != Learned({"es": FEELING}).digest


def test_nothing_learned_is_false() -> None:
    assert (bool(NOTHING), bool(Learned({"es": FEELING}))) == (False, True)
