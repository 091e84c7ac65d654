"""Names of people in a text."""

from __future__ import annotations

from feedback.programme.rules.naming import named, near

PEOPLE = ("Ana López", "Davi Souza", "Rosa de la Torre", "Paz")


def test_a_whole_name_is_seen_in_any_case_and_without_its_accents() -> None:
    assert list(named("Gracias a Ana López y a ROSA DE LA TORRE.", PEOPLE)) == [
        ("name", "Ana López"),
        ("name", "ROSA DE LA TORRE"),
    ]
    assert list(named("lo dijo ana lopez", PEOPLE)) == [("name", "ana lopez")]


def test_a_first_or_last_name_alone_is_looked_at() -> None:
    assert list(named("Davi nos lo dijo, y la Sra. Torre también.", PEOPLE)) == [
        ("maybe_name", "Davi"),
        ("maybe_name", "Torre"),
    ]
    assert list(named("La torre, la rosa y la paz. De la A a la Z.", PEOPLE)) == []


def test_of_many_names_only_those_near_the_text_are_kept() -> None:
    assert near(PEOPLE, ["La torre se ve.", "lopez"]) == {"Ana López", "Rosa de la Torre"}
