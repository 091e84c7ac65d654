from __future__ import annotations

from typing import get_args

import pytest

from feedback.analysis.redaction import Kind, placeholder


@pytest.mark.parametrize("lang", ["es", "en", "pt"])
def test_every_kind_has_a_word_in_every_language(lang: str) -> None:
    words = [placeholder(kind, lang) for kind in get_args(Kind)]
    assert len(set(words)) == len(words)
    assert all(word.startswith("[") and word.endswith("]") for word in words)


def test_regions_fall_back_to_their_language_and_others_to_english() -> None:
    assert placeholder("phone", "pt-BR") == "[telefone]"
    assert placeholder("phone", "es_MX") == "[teléfono]"
    assert placeholder("phone", "fr") == "[phone]"
