from __future__ import annotations

import pytest

from feedback.evidence.reader.workbook_table import sniff_workbook, workbook_records
from feedback.tables.limits import LIMITS, Sheet, Unreadable
from tests.tables.workbooks import packed, parts, sheet_xml, workbook

BOOK = packed(
    parts(
        {
            "Portada": sheet_xml([]),
            "Oculta": sheet_xml([["secreto"], ["x"]]),
            "Datos": sheet_xml([[None, None], ["Comentario", "Nota"], ["Bien", 5.0]]),
            "Otra": sheet_xml([["b"], ["2"]]),
        },
        states={"Oculta": "hidden"},
    )
)


def test_the_first_visible_sheet_with_anything_in_it() -> None:
    shape = sniff_workbook(BOOK, None, LIMITS)
    assert (shape.kind, shape.sheet, shape.header) == ("xlsx", "Datos", ("Comentario", "Nota"))
    assert [(row.number, row.cells) for row in shape.sample] == [(3, {"Comentario": "Bien", "Nota": "5"})]
    assert shape.sheets == (Sheet("Portada"), Sheet("Oculta", hidden=True), Sheet("Datos"), Sheet("Otra"))
    assert (shape.encoding, shape.delimiter) == (None, None)


def test_a_sheet_by_name_even_a_hidden_one() -> None:
    assert sniff_workbook(BOOK, "Oculta", LIMITS).header == ("secreto",)


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(Unreadable) as refused:
        sniff_workbook(BOOK, "datos", LIMITS)
    assert refused.value.message.params == {"name": "datos"}


def test_merged_headers_are_named_by_their_letter() -> None:
    assert sniff_workbook(workbook([["Servicio", None, "Nota"], ["a", "b", 1]]), None, LIMITS).header == (
        "Servicio",
        "[B]",
        "Nota",
    )


def test_a_workbook_with_nothing_in_it() -> None:
    with pytest.raises(Unreadable, match="empty"):
        sniff_workbook(workbook([[None]]), None, LIMITS)
    with pytest.raises(Unreadable, match="no rows"):
        sniff_workbook(workbook([["a", "b"]]), None, LIMITS)


def test_records_are_those_of_the_sheet_in_the_shape() -> None:
    with workbook_records(BOOK, sniff_workbook(BOOK, "Otra", LIMITS), LIMITS) as records:
        assert list(records) == [(1, ["b"]), (2, ["2"])]
