"""Texts and languages of SurveyJS."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.source import Words
from feedback.surveys.importers.surveyjs_texts import Tongues, is_localised


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ({"default": "a", "es": "b"}, True),
        ({"pt-br": "a", "zh-cn": "b"}, True),
        ({"value": "a", "text": "b"}, False),
        ({"es": 1}, False),
        ({}, False),
        ("es", False),
    ],
)
def test_what_is_a_text_in_several_languages(value: object, known: bool) -> None:
    assert is_localised(value) is known


def test_without_languages_texts_are_nameless() -> None:
    tongues = Tongues({"title": "A", "defaultValue": {"id": "x"}})
    assert (tongues.named, tongues.base) == ([], "default")
    assert (tongues.words("x"), tongues.words(5), tongues.words(True), tongues.words(None)) == (
        Words({"": "x"}),
        Words({"": "5"}),
        Words({"": "true"}),
        Words(),
    )


def test_plain_texts_are_in_the_default_language_where_there_is_one() -> None:
    tongues = Tongues({"locale": "es", "title": {"default": "A", "es": "B"}})
    assert (tongues.named, tongues.base) == (["es", "default"], "es")
    assert tongues.words("x") == Words({"default": "x"})


def test_plain_texts_are_in_the_files_own_language_where_it_names_one() -> None:
    tongues = Tongues({"locale": "de", "elements": [{"title": {"fr": "A"}}]})
    assert (tongues.named, tongues.words("x")) == (["de", "fr"], Words({"de": "x"}))


def test_plain_texts_beside_translations_are_one_more_language() -> None:
    tongues = Tongues({"title": "A", "elements": [{"title": {"fr": "B"}}]})
    assert (tongues.named, tongues.base) == (["default", "fr"], "default")
    assert tongues.words("x") == Words({"default": "x"})
