"""The language of a comment."""

import pytest

from feedback.analysis.text import LANGUAGES, detect_language

WRITTEN = {
    "es": [
        "La recepcionista nos atendió muy bien pero el desayuno estaba frío.",
        "todo bien",
        "atención pésima",
        "no contestan",
        "mucho ruido",
        "gracias",
    ],
    "en": ["The nurses were kind but we waited three hours.", "all good", "cold food", "staff rude", "thank you", "ok"],
    "pt": [
        "O atendimento foi ótimo, mas o quarto estava sujo.",
        "tudo bem",
        "não funciona",
        "muito barulho",
        "obrigado",
        "café da manhã",
    ],
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in WRITTEN.items() for text in texts])
def test_long_and_short_texts(lang: str, text: str) -> None:
    assert detect_language(text) == lang
    assert detect_language(text.upper()) == lang


def test_a_supported_hint_wins_and_another_is_passed_over() -> None:
    assert detect_language("The nurses were kind", "pt-BR") == "pt"
    assert detect_language("The nurses were kind to me and my family", "de") == "en"


def test_a_text_that_says_nothing_gets_the_default() -> None:
    assert [detect_language(text, default="pt") for text in ("", "   ", "👍", "!!!")] == ["pt"] * 4
    assert detect_language("...") == "es"


def test_the_languages_are_fixed() -> None:
    assert LANGUAGES == ("es", "en", "pt")
