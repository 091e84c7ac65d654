from __future__ import annotations

import re
from collections import Counter

import pytest

from feedback.analysis.codebook import Codebook, CodebookTheme, Vocabulary, built_in_codebook, parse_theme
from feedback.analysis.codebook.patterns import parse_pattern
from feedback.analysis.text import LANGUAGES

THEME = """
family = "place"
fallback = true
actionable = false
"""
LANGUAGE = """
[{lang}]
name = "Ruido {lang}"
description = "d"
reduce = "r"
amplify = "a"
anchors = "ruido ruid*"
phrases = "se oye .. todo,
  muy  ruidoso,"
exclusions = ""
"""


def incomplete(codebook: Codebook) -> list[str]:
    """What a theme lacks in some language: a text, or any word to be found by."""
    return [
        f"{theme.id} {lang} {what}"
        for theme in codebook.themes
        for lang in LANGUAGES
        for what, present in parts(theme, lang)
        if not present
    ]


def parts(theme: CodebookTheme, lang: str) -> list[tuple[str, object]]:
    words = theme.vocabularies.get(lang, Vocabulary())
    return [
        ("name", theme.names.get(lang)),
        ("description", theme.descriptions.get(lang)),
        ("reduce", theme.reduce.get(lang)),
        ("amplify", theme.amplify.get(lang)),
        ("words", words.anchors or words.phrases),
    ]


def test_every_theme_has_every_text_and_words_in_every_language() -> None:
    assert incomplete(built_in_codebook()) == []


def test_a_missing_text_would_be_noticed() -> None:
    texts = {"es": "x", "en": "x", "pt": "x"}
    words = dict.fromkeys(LANGUAGES, Vocabulary(anchors=("x",)))
    theme = CodebookTheme("x", "x", texts, texts | {"pt": ""}, texts, texts, words | {"en": Vocabulary()})
    assert incomplete(Codebook((theme,))) == ["x en words", "x pt description"]


def test_ids_are_slugs_and_titles_are_unique_in_each_language() -> None:
    themes = built_in_codebook().themes
    assert [theme.id for theme in themes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", theme.id)] == []
    for lang in LANGUAGES:
        titles = [title for theme in themes for title in (theme.names[lang], theme.reduce[lang], theme.amplify[lang])]
        assert [title for title, count in Counter(titles).items() if count > 1] == []


def test_the_themes_of_the_first_day() -> None:
    themes = built_in_codebook().themes
    assert len(themes) == 48
    assert [theme.id for theme in themes if theme.fallback] == ["nothing-to-improve", "overall"]
    assert [theme.id for theme in themes if not theme.actionable] == ["nothing-to-improve", "overall"]


@pytest.mark.parametrize("theme", built_in_codebook().themes, ids=lambda theme: theme.id)
def test_every_entry_is_written_in_the_way_it_is_read(theme: CodebookTheme) -> None:
    for lang in LANGUAGES:
        words = theme.vocabularies[lang]
        sets = built_in_codebook().sets[lang]
        for entry in (*words.anchors, *words.phrases, *words.exclusions):
            parse_pattern(entry, sets)
        assert [entry for entry in words.anchors if " " in entry or "," in entry or "/" in entry] == []
        repeated = Counter((*words.anchors, *words.phrases))
        assert [entry for entry, count in repeated.items() if count > 1] == []
        assert sorted({*words.anchors, *words.phrases} & set(words.exclusions)) == []


def poorest(codebook: Codebook) -> dict[str, float]:
    """Themes by how much of their richest language's vocabulary the poorest one has."""
    sizes = {
        theme.id: [len(words.anchors) + len(words.phrases) for words in theme.vocabularies.values()]
        for theme in codebook.themes
    }
    return {theme: min(of) / max(of) for theme, of in sizes.items()}


def test_no_language_has_far_fewer_words_for_a_theme_than_another() -> None:
    assert [theme for theme, share in poorest(built_in_codebook()).items() if share < 0.45] == []


def test_no_pattern_is_a_single_short_word() -> None:
    """One letter, as "a/c" would be read, is in every sentence."""
    short = [
        f"{theme.id} {lang} {entry}"
        for theme in built_in_codebook().themes
        for lang, words in theme.vocabularies.items()
        for entry in (*words.anchors, *words.phrases)
        if len(entry.split()) == 1 and min(len(form.strip("~=*")) for form in entry.split("/")) < 2
    ]
    assert short == []


def test_incidents_are_more_prominent_and_what_follows_from_them_less() -> None:
    unequal = {theme.id: theme.prominence for theme in built_in_codebook().themes if theme.prominence != 1.0}
    assert unequal == {
        "app-web": 0.75,
        "booking": 0.75,
        "cancellations": 1.5,
        "loss-damage": 1.5,
        "refunds": 0.75,
        "waiting": 0.75,
    }


def test_a_theme_file_is_read_into_its_parts() -> None:
    text = THEME + "".join(LANGUAGE.format(lang=lang) for lang in LANGUAGES).replace('"se', '"""se').replace(
        'ruidoso,"', 'ruidoso,"""'
    )
    theme = parse_theme("noise", text)
    assert (theme.id, theme.family, theme.fallback, theme.actionable) == ("noise", "place", True, False)
    assert theme.names == {"es": "Ruido es", "en": "Ruido en", "pt": "Ruido pt"}
    assert theme.vocabularies["pt"] == Vocabulary(("ruido", "ruid*"), ("se oye .. todo", "muy ruidoso"), ())


def test_a_theme_without_a_language_is_refused() -> None:
    with pytest.raises(KeyError, match="en"):
        parse_theme("noise", THEME + LANGUAGE.format(lang="es").replace("\n  muy", " muy"))
