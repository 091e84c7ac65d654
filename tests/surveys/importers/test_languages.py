"""Names that files give to languages."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.languages import language_code, language_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("EN-GB", "en-GB"),
        ("es_MX", "es-MX"),
        ("zh-Hans", "zh-Hans"),
        ("de-informal", "de-informal"),
        ("Swahili (sw)", "sw"),
        ("english(en)", "en"),
        ("Español", "es"),
        ("chinese", "zh"),
        ("Portuguese (Brazil)", "pt"),
        ("Klingon of the north", "und"),
    ],
)
def test_code_of_a_name(name, code):
    assert language_code(name) == code


def test_a_language_without_a_name_is_guessed_from_its_words():
    assert language_code("default", "¿Cómo fue tu visita y qué podemos hacer mejor?") == "es"
    assert language_code("", "How was your visit, and what can we do better?") == "en"
    assert language_code("default", "O que você achou da sua visita e por quê?") == "pt"
    assert language_code("default", "") == "en"


def test_two_names_never_become_one_language():
    codes = language_codes(["English", "en", "Klingon", "Elvish of old"], "")
    assert list(codes) == ["English", "en", "Klingon", "Elvish of old"]
    assert len(set(codes.values())) == 4


def test_a_hint_says_what_a_name_does_not():
    assert language_codes(["default", "de"], "How was it?", {"default": "fr"}) == {"default": "fr", "de": "de"}
