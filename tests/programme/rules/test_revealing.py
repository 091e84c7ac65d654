"""What in a notice could tell who said it."""

from __future__ import annotations

import pytest

from feedback.programme.rules import revealing as rules
from feedback.programme.rules.revealing import revealing


def sorts(text: str, language: str = "en", **known: object) -> list[tuple[str, str]]:
    return [(one.sort, one.words) for one in revealing(text, language, **known)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We heard that 3 customers waited.", [("few", "3 customers")]),
        ("en", "Two of our new suppliers told us.", [("few", "Two of our new suppliers")]),
        ("en", "Only one employee asked for it.", [("few", "Only one employee")]),
        ("en", "5 of the 7 suppliers want it.", [("part", "5 of the 7 suppliers")]),
        ("en", "3 out of 40 people said so.", [("few", "3 out of 40 people")]),
        ("en", "60 % of our suppliers want it.", [("percent", "60 % of our suppliers")]),
        ("en", "A customer had to wait.", [("maybe_one", "A customer")]),
        ("es", "Tres personas lo pidieron.", [("few", "Tres personas")]),
        ("es", "Lo dijeron dos de nuestros proveedores.", [("few", "dos de nuestros proveedores")]),
        ("es", "Una sola huésped lo contó.", [("few", "Una sola huésped")]),
        ("pt", "Três fornecedores pediram.", [("few", "Três fornecedores")]),
        ("pt", "Apenas uma hóspede contou.", [("few", "Apenas uma hóspede")]),
        ("it", "Lo dijeron dos personas.", [("few", "dos personas")]),
    ],
)
def test_few_people_are_seen_in_figures_and_in_words(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert sorts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We answer within 2 days, also at weekends: customers asked for it."),
        ("en", "Many customers told us that step 3 takes too long."),
        ("en", "5 of the 40 suppliers want it, and 120 people answered."),
        ("en", "We open 2 hours earlier."),
        ("es", "En dos días los clientes reciben su respuesta."),
        ("es", "Avisamos a las ocho y llegamos antes de las 9:30."),
        ("pt", "Em três dias os clientes recebem resposta."),
    ],
)
def test_other_numbers_may_stand(language: str, text: str) -> None:
    assert sorts(text, language) == []


def test_people_are_also_counted_by_the_name_of_their_group() -> None:
    assert sorts("Tres transportistas lo pidieron.", "es") == []
    assert sorts("Tres transportistas lo pidieron.", "es", groups=["Transportistas de frío"]) == [
        ("few", "Tres transportistas")
    ]


def test_somebodys_words_are_seen_with_and_without_quotation_marks() -> None:
    quoted = "You said: “the bus never comes at eight”. We call it “Call before you come”."
    assert sorts(quoted) == [("quoted", "“the bus never comes at eight”")]
    said = ["El autobús no llega NUNCA a las ocho de la mañana.", "Otra cosa."]
    heard = "Oímos que el autobus no llega nunca a las ocho y lo cambiamos."
    assert sorts(heard, "es", sentences=said) == [("own_words", "el autobus no llega nunca a las ocho")]
    assert sorts("Oímos que el autobús llega tarde.", "es", sentences=said) == []


def test_addresses_and_names_are_seen() -> None:
    assert sorts("Write to ana.lopez@example.org, or see https://example.org/news.") == [("reach", "[e-mail]")]
    assert sorts("We thank Ana López.", names=["Ana López"]) == [("name", "Ana López")]
    assert sorts("We thank Ana.", names=["Ana López"]) == [("maybe_name", "Ana")]


def test_what_stops_and_what_is_to_be_looked_at() -> None:
    stops = {one.sort: one.stops for one in revealing("A customer said 2 people and 10 % of people.", "en")}
    assert stops == {"maybe_one": False, "few": True, "percent": False}
    for sort in rules._SAYS:
        assert str(rules.Revealing(sort, "x").message)
