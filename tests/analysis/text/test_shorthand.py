"""Spellings of everyday typing."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from feedback.analysis.sentiment import score
from feedback.analysis.text import LANGUAGES, fold
from feedback.analysis.text.shorthand import usual


@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [
        ("es", "xq", "porque"),
        ("es", "servisio", "servicio"),
        ("es", "buenoo", "bueno"),
        ("es", "esselente", "excelente"),
        ("es", "llave", "llave"),
        ("es", "2200", "2200"),
        ("en", "freindly", "friendly"),
        ("en", "good", "good"),
        ("pt", "mt", "muito"),
        ("pt", "passar", "passar"),
        ("pt", "bomm", "bom"),
    ],
)
def test_what_was_meant(lang: str, typed: str, meant: str) -> None:
    assert usual(typed, lang) == meant


def test_the_list_is_well_formed_and_says_each_once() -> None:
    text = files("feedback.analysis").joinpath("lexicons", "spellings.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {3}
    assert {row[0] for row in rows} == set(LANGUAGES)
    times = Counter((lang, fold(typed)) for lang, typed, _ in rows)
    assert [row for row, count in times.items() if count > 1] == []
    assert [row for row in rows if fold(row[1]) == fold(row[2])] == []


@pytest.mark.parametrize(
    ("lang", "text", "label"),
    [
        ("es", "Exelente servisio, mui amavles", "pos"),
        ("es", "orrible, todo susio", "neg"),
        ("es", "buenisimooo", "pos"),
        ("en", "Freindly staff, gr8 service", "pos"),
        ("en", "terible, very dissapointed", "neg"),
        ("pt", "mt bomm, pessoal simpatico", "pos"),
        ("pt", "pecimo atendimeto", "neg"),
    ],
)
def test_feelings_are_read_as_people_type(lang: str, text: str, label: str) -> None:
    assert (text, score(text, lang).label) == (text, label)
