from __future__ import annotations

import pytest

from feedback.evidence.reader.columns import ColumnProfile
from feedback.evidence.reader.signs import by_header, is_date, is_language


def column(name: str, *cells: str) -> ColumnProfile:
    found = ColumnProfile(name)
    for cell in cells:
        found.add(cell)
    return found


@pytest.mark.parametrize(
    ("role", "name", "score"),
    [
        ("text", "Comentario", 1.5),
        ("text", "Comentario del cliente", 1.0),
        ("text", "Su comentario", 0.6),
        ("rating", "Avaliação", 1.5),
        ("date", "Marca temporal", 1.5),
        ("text", "Ciudad", 0.0),
    ],
)
def test_a_header_says_more_or_less_clearly_what_its_column_is(role: str, name: str, score: float) -> None:
    assert by_header(role, name) == score


@pytest.mark.parametrize(
    ("name", "cells", "holds"),
    [
        ("x", ("2024-02-13", "14/02/2024 10:00"), True),
        ("x", ("45000", "45001"), False),
        ("Fecha", ("45000", "45001"), True),
        ("Fecha", ("soon", "later"), False),
        ("Fecha", (), False),
    ],
)
def test_dates_are_known_by_their_cells_and_day_numbers_by_their_header_too(
    name: str, cells: tuple[str, ...], holds: bool
) -> None:
    assert is_date(column(name, *cells)) == holds


def test_languages_are_codes() -> None:
    assert [is_language(column("x", *cells)) for cells in (("es", "pt-BR"), ("es", "never"))] == [True, False]
