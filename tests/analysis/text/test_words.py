"""Words with their places, and the form they are counted under."""

from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.text import Word, lemma, words


def test_words_say_how_they_were_written_and_where() -> None:
    assert words("¡Súuuper check-in, don't!") == [
        Word("Súuuper", "super", 1, 8),
        Word("check-in", "check-in", 9, 17),
        Word("don't", "don't", 19, 24),
    ]


@given(st.text())
def test_each_word_stands_where_it_says(text: str) -> None:
    assert [word.text for word in words(text)] == [text[word.start : word.end] for word in words(text)]


def test_inflected_forms_share_a_lemma() -> None:
    assert {lemma(word, "es") for word in ("habitación", "habitaciones", "Habitacion")} == {"habitacion"}
    assert {lemma(word, "es") for word in ("tardaron", "tardó", "tardar")} == {"tardar"}
    assert {lemma(word, "en") for word in ("rooms", "Room")} == {"room"}
    assert {lemma(word, "pt") for word in ("quartos", "quarto")} == {"quarto"}


def test_a_plural_without_its_accent_meets_the_one_with_it() -> None:
    assert lemma("rapidos", "es") == lemma("rápidos", "es") == "rapido"
