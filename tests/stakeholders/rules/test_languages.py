"""Languages as files name them."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.stakeholders.rules.languages import NAMES, lang_of


@pytest.mark.parametrize(
    ("text", "code"),
    [("es", "es"), ("ES", "es"), ("es-MX", "es"), ("pt_BR", "pt"), ("Español", "es"), ("INGLÉS", "en"), ("ja", "ja")],
)
def test_a_language_is_two_letters(text: str, code: str) -> None:
    assert lang_of(text) == code


@pytest.mark.parametrize("text", ["", "klingon", "xx", "e", "es;en", "ñ"])
def test_what_is_no_language(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        lang_of(text)
    assert list(refused.value.fields) == ["lang"]


def test_no_name_means_two_languages() -> None:
    names = [name for spelled in NAMES.values() for name in spelled.split()]
    assert len(names) == len(set(names))
