"""Comments that answer nothing."""

import pytest

from feedback.analysis.text import LANGUAGES, is_non_answer


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Nada."),
        ("es", "N/A"),
        ("es", "¡Todo bien!"),
        ("es", "ningún comentario, gracias"),
        ("es", "NS/NC"),
        ("en", "None"),
        ("en", "I don’t know"),
        ("en", "Nothing, thank you"),
        ("pt", "Não"),
        ("pt", "nada a declarar"),
        ("pt", "tudo bem, obrigada"),
        *((lang, text) for lang in LANGUAGES for text in ("", "-", "...", "10", "x", "xxxx", " / ")),
    ],
)
def test_recognised(lang: str, text: str) -> None:
    assert is_non_answer(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Nada funciona"),
        ("es", "nada bueno"),
        ("es", "El wifi"),
        ("es", "👍"),
        ("es", ":("),
        ("en", "nothing worked"),
        ("en", "No towels"),
        ("pt", "não gostei"),
        ("pt", "nada " * 40),
    ],
)
def test_what_says_something_stays(lang: str, text: str) -> None:
    assert not is_non_answer(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "No tengo quejas"),
        ("es", "Nada, todo bien"),
        ("es", "Por ahora ninguna sugerencia"),
        ("es", "Ninguna, gracias."),
        ("es", "todo bien hasta el momento"),
        ("en", "No complaints so far!"),
        ("en", "None. All good, thanks"),
        ("en", "I have no comments"),
        ("pt", "Nenhuma reclamação até agora"),
        ("pt", "Não tenho queixas"),
        ("pt", "Por enquanto não; tudo bem, obrigado"),
    ],
)
def test_several_in_a_row_and_so_far_are_recognised(lang: str, text: str) -> None:
    assert is_non_answer(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Todo bien, menos la comida"),
        ("es", "Nada, todo mal"),
        ("es", "Muy bien"),
        ("en", "No complaints about the food"),
        ("en", "All good, great staff"),
        ("pt", "Tudo bem, mas demorou"),
        ("pt", "Ótimo"),
    ],
)
def test_a_clause_that_says_something_makes_it_an_answer(lang: str, text: str) -> None:
    assert not is_non_answer(text, lang)
