from __future__ import annotations

import pytest

from feedback.analysis.records import StageGuess
from feedback.analysis.stages import THRESHOLD, StageWords, Suggester
from feedback.analysis.text import words

HOTEL = (
    StageWords("search", {"es": "Búsqueda y reserva"}),
    StageWords("arrival", {"es": "Llegada y check-in"}),
    StageWords("stay", {"es": "La estancia"}),
    StageWords("leave", {"es": "Salida y pago"}),
)
CLINIC = (
    StageWords("referral", {"en": "Referral and appointment"}),
    StageWords("treatment", {"en": "Treatment and care"}),
    StageWords("discharge", {"en": "Discharge"}),
)


def guess(text: str, lang: str, stages: tuple[StageWords, ...] = HOTEL) -> StageGuess | None:
    return Suggester(stages).suggest(words(text), text, lang)


MEALS = (*HOTEL, StageWords("morning", {"es": "El desayuno"}), StageWords("evening", {"es": "La cena"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El desayuno era escaso y la fruta verde", "morning"),
        ("En la cena el buffet estaba frío", "evening"),
    ],
)
def test_what_two_stages_are_called_by_alike_is_decided_by_the_word_of_one(text: str, expected: str) -> None:
    found = guess(text, "es", MEALS)
    assert found is not None
    assert (found.stage, found.certainty >= THRESHOLD) == (expected, True)


def test_words_that_two_stages_share_put_a_comment_at_neither() -> None:
    found = guess("La comida del buffet era mala", "es", MEALS)
    assert found is not None
    assert found.certainty < THRESHOLD


@pytest.mark.parametrize(
    ("lang", "text", "stages", "expected"),
    [
        (
            "es",
            "En recepción tardaron en darnos la habitación, llegamos cansados y nadie nos recibió",
            HOTEL,
            "arrival",
        ),
        ("es", "La piscina estaba sucia y el desayuno frío", HOTEL, "stay"),
        ("es", "Reservamos por una agencia y la reserva no aparecía", HOTEL, "search"),
        ("es", "Nos cobraron dos veces la factura", HOTEL, "leave"),
        ("en", "The front desk greeted us when we arrived", HOTEL, "arrival"),
        ("en", "I was sent home without my prescription", CLINIC, "discharge"),
        ("en", "The nurses took good care of me on the ward", CLINIC, "treatment"),
        ("en", "Eight weeks on a waiting list before the appointment letter came", CLINIC, "referral"),
    ],
)
def test_the_words_of_a_comment_point_to_its_stage(
    lang: str, text: str, stages: tuple[StageWords, ...], expected: str
) -> None:
    found = guess(text, lang, stages)
    assert found is not None
    assert (found.stage, found.certainty >= THRESHOLD) == (expected, True)


def test_nothing_said_about_any_stage_is_no_suggestion() -> None:
    assert guess("Muchas gracias por todo", "es") is None
    assert guess("", "es") is None


def test_certainty_is_the_share_of_the_evidence_with_doubt_added() -> None:
    alone = guess("La factura", "es")
    assert alone == StageGuess("leave", round(1 / 1.5, 4), ("factura",))
    divided = guess("La factura y la reserva", "es")
    assert divided is not None
    assert divided.certainty < THRESHOLD


def test_a_word_said_twice_is_evidence_once() -> None:
    assert guess("factura factura", "es") == guess("factura", "es")


def test_the_journeys_own_words_count() -> None:
    own = (StageWords("a", {"es": "Taller de bonsáis"}), StageWords("b", {"es": "Vivero"}))
    found = guess("El vivero me encantó", "es", own)
    assert found == StageGuess("b", round(1 / 1.5, 4), ("vivero",))
