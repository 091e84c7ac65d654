from __future__ import annotations

import pytest

from feedback.evidence.reader.columns import ColumnProfile
from feedback.evidence.reader.personal import is_of_the_tool, is_personal, numbers_rows


def column(name: str, *cells: str) -> ColumnProfile:
    found = ColumnProfile(name)
    for cell in cells:
        found.add(cell)
    return found


@pytest.mark.parametrize(
    "name", ["Correo electrónico", "NOMBRE", "First name", "Teléfono", "E-mail", "CPF", "IP Address"]
)
def test_a_header_says_that_it_is_about_the_person(name: str) -> None:
    assert is_personal(column(name, "x"))


@pytest.mark.parametrize(
    "cells",
    [("a@b.es", "c.d@e.org"), ("+57 300 1234567", "+57 301 1234567", "+57 302 7654321", "+57 3 9", "+57 311 2223344")],
)
def test_cells_say_it_too(cells: tuple[str, ...]) -> None:
    assert is_personal(column("Contacto", *cells))


@pytest.mark.parametrize(
    ("name", "cells"),
    [("¿Qué le parece el nombre del producto?", ("bonito",)), ("Opinión", ("me gusta", "2024")), ("n", ("1", "2"))],
)
def test_what_people_think_is_not_personal(name: str, cells: tuple[str, ...]) -> None:
    assert not is_personal(column(name, *cells))


def test_what_a_tool_adds_is_known_for_that_tool() -> None:
    assert is_of_the_tool(column("ResponseId"), "qualtrics")
    assert is_of_the_tool(column("V3"), "qualtrics")
    assert not is_of_the_tool(column("ResponseId"), "")
    assert not is_of_the_tool(column("V3"), "kobo")


@pytest.mark.parametrize(
    ("name", "cells", "numbers"),
    [
        ("id", [str(n) for n in range(30)], True),
        ("response_id", [f"RESP-A-{n}" for n in range(20)], True),
        ("whatever", [f"{n:08x}1" for n in range(20)], True),
        ("id", ["1", "1", "2"], False),
        ("Nota", [str(n % 5) for n in range(30)], False),
        ("Edad", [str(n) for n in range(20, 40)], False),
        ("Comentario", [f"todo bien {n}" for n in range(20)], False),
    ],
)
def test_a_different_code_in_every_row_numbers_the_rows(name: str, cells: list[str], numbers: bool) -> None:
    assert numbers_rows(column(name, *cells)) == numbers
