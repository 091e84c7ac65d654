"""Words an organisation avoids, found beside the rules of the product."""

from __future__ import annotations

import pytest

from feedback.analysis.tone import Avoided, check_in
from feedback.analysis.tone.own import joined, own_findings

CASES = (Avoided("es", "caso difícil", "persona con una duda"), Avoided("en", "users"))


def words(text: str, lang: str) -> list[str]:
    return [one.words for one in own_findings(text, lang, CASES)]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Otro CASO DIFICIL en tienda", "es", ["CASO DIFICIL"]),
        ("Un caso difícil, y otro caso difícil.", "es", ["caso difícil", "caso difícil"]),
        ("Un caso muy difícil", "es", []),
        ("casos difíciles", "es", []),
        ("Our users wait", "en-GB", ["users"]),
        ("Our users wait", "es", []),
        ("«No soy un caso difícil, soy una persona», dijo", "es", []),
    ],
)
def test_whole_words_in_their_order_whatever_their_case_and_accents(text: str, lang: str, found: list[str]) -> None:
    assert words(text, lang) == found


def test_it_says_what_to_write_instead() -> None:
    [one] = own_findings("Un caso difícil", "es", CASES)
    assert (one.suggestion.params, one.severity, one.group) == ({"text": "persona con una duda"}, "mind", "own")


def test_what_the_organisation_says_stands_before_what_comes_with_the_product() -> None:
    text = "Los clientes se quejan de todo"
    [given] = check_in(text, ["es"])
    own = own_findings(text, "es", [Avoided("es", "se quejan", "cuentan")])
    assert [one.group for one in joined([given], own)] == ["own"]
    assert [one.group for one in check_in(text, ["es"], avoided=[Avoided("es", "clientes")])] == ["own", "blaming"]
