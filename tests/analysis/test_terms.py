from __future__ import annotations

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.terms import terms
from feedback.analysis.text import words


def of(text: str, lang: str) -> tuple[str, ...]:
    return terms(built_in_codebook(), lang).of(words(text))


def test_only_words_that_name_something_are_terms_as_lemmas_and_in_order() -> None:
    assert of("Las raquetas de la cancha no eran 100 % nuevas, raquetas viejas", "es") == (
        "raqueta",
        "cancha",
        "nuevo",
        "raqueta",
        "viejo",
    )


def test_bare_verdicts_negations_and_short_words_are_none() -> None:
    assert of("Excellent! Not good. OK", "en") == ()
    assert of("Excelente, no malo", "es") == ()
    assert of("Ótimo, nada ruim", "pt") == ()


def test_the_extractor_is_made_once_per_language() -> None:
    assert terms(built_in_codebook(), "es") is terms(built_in_codebook(), "es")
    assert terms(built_in_codebook(), "es") is not terms(built_in_codebook(), "pt")
