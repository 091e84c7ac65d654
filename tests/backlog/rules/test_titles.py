"""What a proposed improvement is called."""

from __future__ import annotations

from feedback.analysis.codebook import built_in_codebook
from feedback.backlog.rules.titles import title
from feedback.names import LONGEST_NAME

NAMES = {"es": "cama, colchón", "en": "bed, mattress"}
VISIT = {"es": "La visita", "en": "The visit"}


def test_a_theme_of_the_codebook_titles_it_with_the_stage() -> None:
    waiting = built_in_codebook().by_id["waiting"]
    assert title("reduce", waiting.names, waiting.reduce, VISIT, ["es", "en"]) == {
        "es": "Reducir la espera: La visita",
        "en": "Reduce waiting: The visit",
    }


def test_a_found_theme_titles_it_with_its_name() -> None:
    assert title("reduce", NAMES, None, None, ["es"]) == {
        "es": "Resolver lo que molesta de «cama, colchón»",
        "en": "Fix what bothers people about “bed, mattress”",
    }
    assert title("amplify", NAMES, {}, None, ["es"])["es"] == "Extender lo que gusta de «cama, colchón»"


def test_portuguese_is_there_where_the_organisation_speaks_it() -> None:
    assert sorted(title("reduce", NAMES, None, VISIT, ["pt", "es"])) == ["en", "es", "pt"]


def test_a_long_title_is_cut_where_a_title_ends() -> None:
    long = title("reduce", {"en": "x" * 200}, None, VISIT, ["en"])["en"]
    assert (len(long), long[-1]) == (LONGEST_NAME, "…")
