"""Sentences, and clauses where a contrast splits them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.text import LANGUAGES, split_mentions
from feedback.analysis.text.mentions import weight_in_comment

CASES = [
    ("en", "The room was great but the queue was endless", ["The room was great", "but the queue was endless"]),
    ("en", "Although the room was nice, the queue was long.", ["Although the room was nice,", "the queue was long."]),
    ("en", "Not only good but also cheap; nothing but praise", ["Not only good but also cheap;", "nothing but praise"]),
    ("en", "Cold food though", ["Cold food though"]),
    (
        "en",
        "Dr. Smith (J. R. Smith) came at 3.5 p.m. as promised.",
        ["Dr. Smith (J. R. Smith) came at 3.5 p.m. as promised."],
    ),
    ("en", "It was... fine. Really!! Yes", ["It was... fine.", "Really!!", "Yes"]),
    ("en", "- good food\n- bad bed\n\n1. first\n2. second", ["good food", "bad bed", "1. first", "2. second"]),
    ("en", "• beds • towels", ["beds", "towels"]),
    ("es", "Bueno pero caro", ["Bueno", "pero caro"]),
    ("es", "Aunque limpio, ruidoso", ["Aunque limpio,", "ruidoso"]),
    (
        "es",
        "Todo bien.La comida, mala. Sin embargo, volvería",
        ["Todo bien.", "La comida, mala.", "Sin embargo, volvería"],
    ),
    ("es", "Había toallas, agua, etc. y una pág. web a 3,50 €", ["Había toallas, agua, etc. y una pág. web a 3,50 €"]),
    ("es", "¿Por qué? ¡Nadie lo sabe!", ["¿Por qué?", "¡Nadie lo sabe!"]),
    ("es", "Nada pero nada de ruido", ["Nada pero nada de ruido"]),
    ("pt", "Gostei do quarto, porém o café era ruim", ["Gostei do quarto,", "porém o café era ruim"]),
    ("pt", "Apesar da chuva, valeu. Só que demorou", ["Apesar da chuva,", "valeu.", "Só que demorou"]),
    ("es", "Genial 😀 👍. 😀", ["Genial 😀 👍. 😀"]),
    ("es", "👍", ["👍"]),
    ("es", " \n ", []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_cuts(lang: str, text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in split_mentions(text, lang)] == expected


@given(
    st.text(alphabet=st.sampled_from("ab Éñ.,;!?…\n-•1👍pero but mas") | st.characters()), st.sampled_from(LANGUAGES)
)
def test_mentions_are_trimmed_in_order_apart_and_cover_every_letter(text: str, lang: str) -> None:
    spans = split_mentions(text, lang)
    pieces = [text[span.start : span.end] for span in spans]
    assert pieces == [piece.strip() for piece in pieces if piece.strip()]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert [char for at, char in enumerate(text) if char.isalpha() and at not in covered] == []
    assert bool(spans) == bool(text.strip())


def test_what_follows_a_contrast_weighs_more_and_what_is_conceded_less() -> None:
    assert weight_in_comment(*_split("Bonito pero caro. Volveré", "es")) == [0.75, 1.25, 1.0]
    assert weight_in_comment(*_split("Aunque bonito, caro. Volveré", "es")) == [0.75, 1.25, 1.0]
    assert weight_in_comment(*_split("Nice. But dear.", "en")) == [1.0, 1.0]


def _split(text: str, lang: str) -> tuple[str, list, str]:
    return text, split_mentions(text, lang), lang
