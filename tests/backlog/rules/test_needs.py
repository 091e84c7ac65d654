"""What a draft from a need is called, and what it supposes."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from feedback.backlog.rules.needs import Lacking, hypothesis, texts, title
from feedback.backlog.rules.titles import LANGUAGES
from feedback.journeys.rules.needs import KINDS
from feedback.names import LONGEST_NAME

STAGE = {"es": "La visita", "en": "The visit"}


def lacking(kind: str, what: str = "La hora", **more: Any) -> Lacking:
    return Lacking(kind, STAGE, {"es": what, "en": "The hour"}, **more)


def test_the_title_says_what_and_where_in_every_language() -> None:
    assert title(lacking("waiting"), ["es"]) == {
        "es": "Acortar la espera «La hora»: La visita",
        "en": "Shorten the wait “The hour”: The visit",
    }
    assert title(lacking("waiting"), ["pt"])["pt"] == "Encurtar a espera «La hora»: La visita"


def test_a_long_need_leaves_room_for_the_stage() -> None:
    found = title(lacking("unserved", "x" * 200), ["es"])["es"]
    assert len(found) <= LONGEST_NAME
    assert found.endswith("…»: La visita")


def test_what_is_supposed_says_how_it_is_today() -> None:
    assert "y el proceso que hay falla." in hypothesis(lacking("unserved", state="failing"), ["es"])
    assert "and no process serves it." in hypothesis(lacking("unserved"), ["en"])
    assert "«La hora» (unos 40 minutos)." in hypothesis(lacking("waiting", minutes=40), ["es", "en"])
    assert hypothesis(lacking("waiting"), ["fr"]).startswith("At “The visit” people wait: “The hour”.")


def test_a_gap_names_both_tools_and_stands_without_a_name() -> None:
    gap = Lacking("retyped", STAGE, {}, source={"es": "Agenda"}, target={"es": "Tableta"})
    assert title(gap, ["es"])["es"].startswith("Que «lo que hace falta» pase de Agenda a Tableta")
    assert "vuelve a escribir en Tableta lo que ya está en Agenda" in hypothesis(gap, ["es"])


@pytest.mark.parametrize("part", ["titles", "hypotheses"])
def test_every_kind_is_written_in_every_language_with_the_same_gaps(part: str) -> None:
    found = texts()[part]
    assert list(found) == [kind for kind, _ in KINDS]
    for kind, languages in found.items():
        assert set(languages) == set(LANGUAGES), kind
        gaps = {code: {name for _, name, _, _ in Formatter().parse(text) if name} for code, text in languages.items()}
        assert len({frozenset(names) for names in gaps.values()}) == 1, (kind, gaps)


def test_the_other_words_are_there_in_every_language() -> None:
    assert {frozenset(texts()[name]) for name in ("minutes", "unnamed")} == {frozenset(LANGUAGES)}
    assert {state: frozenset(words) for state, words in texts()["states"].items()} == dict.fromkeys(
        ("missing", "failing"), frozenset(LANGUAGES)
    )
