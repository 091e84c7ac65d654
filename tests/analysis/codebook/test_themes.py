"""Both faces of every theme: praise is found as surely as complaint, in each language."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.text import LANGUAGES, words
from feedback.analysis.themes import theme_hits

FACES = ("praise", "complaint")
LINES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("faces.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
THEMES = sorted({theme for theme, *_ in LINES})


def missed(theme: str) -> list[str]:
    """Sentences about a theme that do not carry it."""
    book = built_in_codebook()
    return [
        f"{lang} {face}: {sentence}"
        for of, lang, face, sentence in LINES
        if of == theme and theme not in {hit.theme for hit in theme_hits(words(sentence), sentence, book, lang)}
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_praise_and_complaint_are_found_in_every_language(theme: str) -> None:
    assert missed(theme) == []


def test_every_theme_that_names_something_shows_both_faces() -> None:
    asked = Counter((theme, lang, face) for theme, lang, face, _ in LINES)
    ordinary = [theme.id for theme in built_in_codebook().themes if not theme.fallback]
    assert asked == Counter(dict.fromkeys(product(ordinary, LANGUAGES, FACES), 1))


def test_a_sentence_about_something_else_would_be_noticed() -> None:
    assert missed("waiting") == []
    LINES.append(("waiting", "en", "complaint", "The soup was cold"))
    try:
        assert missed("waiting") == ["en complaint: The soup was cold"]
    finally:
        LINES.pop()
