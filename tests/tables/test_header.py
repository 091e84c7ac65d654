from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from feedback.tables.header import column_letter, find_column, unique_names


def test_empty_and_repeated_names() -> None:
    assert unique_names(["Nota", "", "Nota", " Nota ", "Nota (2)", ""]) == (
        "Nota",
        "[B]",
        "Nota (2)",
        "Nota (3)",
        "Nota (2) (2)",
        "[F]",
    )


def test_line_breaks_in_a_header_become_blanks() -> None:
    assert unique_names(["Observaciones:\n  \n¿Cuál?"]) == ("Observaciones: ¿Cuál?",)


@given(st.lists(st.sampled_from(["", "a", "a (2)", "a (3)", "[A]", "[B]", " a"]), max_size=12))
def test_names_are_unique_and_never_empty(cells: list[str]) -> None:
    names = unique_names(cells)
    assert len(set(names)) == len(cells)
    assert all(names)


@given(st.integers(0, 16_383))
def test_letters_are_those_of_a_spreadsheet(index: int) -> None:
    assert column_letter(index) == get_column_letter(index + 1)


def test_a_column_is_found_as_written_or_but_for_case_and_blanks() -> None:
    header = ("Comentario", "comentario", "Nota  media", "Fecha")
    assert find_column(header, "comentario") == "comentario"
    assert find_column(header, "COMENTARIO") is None
    assert find_column(header, " fecha\n") == "Fecha"
    assert find_column(header, "otra") is None
