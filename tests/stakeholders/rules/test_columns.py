"""What columns of people are proposed to be."""

from __future__ import annotations

import pytest

from feedback.stakeholders.rules.columns import (
    HEADERS,
    IGNORE,
    ONCE,
    SEGMENT,
    Recipe,
    attribute_of,
    problems,
    propose,
    recipe_from,
    region_of,
    stored,
)


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["Nombre", "Apellidos", "Correo electrónico"], ["first_name", "last_name", "email"]),
        (["Nombre", "E-mail", "Teléfono móvil"], ["name", "email", "phone"]),
        (["First name", "Surname", "Email address"], ["first_name", "last_name", "email"]),
        (["Nome completo", "Telemóvel", "Idioma"], ["name", "phone", "lang"]),
        (["ID cliente", "Región", "Acepta comunicaciones", "Baja"], ["reference", SEGMENT, "consent", "opted_out"]),
        (["Email", "Correo", "DNI", "segment:talla"], ["email", IGNORE, IGNORE, SEGMENT]),
    ],
)
def test_headers_say_what_a_column_is(header: list[str], roles: list[str]) -> None:
    assert list(propose(header, []).values()) == roles


def test_a_column_of_addresses_is_known_whatever_it_is_called() -> None:
    sample = [{"Contact point": "a@b.es"}, {"Contact point": ""}, {"Contact point": "c@d.es"}]
    assert propose(["Contact point"], sample) == {"Contact point": "email"}
    assert propose(["Contact point"], [{"Contact point": "call me"}]) == {"Contact point": IGNORE}


def test_what_the_group_tells_people_apart_by_is_known_again() -> None:
    assert propose(["Talla", "Peso"], [], {"talla"}) == {"Talla": SEGMENT, "Peso": IGNORE}


def test_no_header_means_two_things() -> None:
    words = [word for found in HEADERS.values() for word in found]
    assert len(words) == len(set(words))
    assert set(HEADERS) == {*ONCE, SEGMENT}


def test_our_own_columns_of_segments_lose_their_mark() -> None:
    assert (attribute_of("segment:region"), attribute_of("Región")) == ("region", "Región")


def test_a_role_is_given_once_and_somebody_must_be_told_apart() -> None:
    twice = problems({"Mail": "email", "Correo": "email", "Zona": SEGMENT, "Sede": SEGMENT})
    assert {column: found.params for column, found in twice.items()} == {"Correo": {"name": "Mail"}}
    assert list(problems({"Nombre": "name"})) == [""]
    assert problems({"Ref": "reference"}) == {}


def test_a_recipe_is_kept_as_json_and_read_again() -> None:
    recipe = Recipe({"Mail": "email", "Zona": SEGMENT}, "ES")
    assert recipe_from(stored(recipe)) == recipe
    assert recipe_from({}) == Recipe({})
    assert (recipe.column_of("email"), recipe.column_of("phone")) == ("Mail", None)


def test_the_country_a_language_tells() -> None:
    assert [region_of(code) for code in ("es", "pt", "en")] == ["ES", "BR", ""]
