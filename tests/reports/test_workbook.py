"""Tables as a workbook: readable, and without a cell that runs."""

from __future__ import annotations

import io
from datetime import date, datetime

from openpyxl import load_workbook

from feedback.reports.tables import Table
from feedback.reports.workbook import workbook


def read(*tables: Table) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(workbook(tables)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_every_table_is_a_sheet_with_its_heading() -> None:
    found = read(Table("One", ("a", "b"), [("x", 1), (None, 2.5)]), Table("Two", ("c",), []))
    assert found == {"One": [("a", "b"), ("x", 1), (None, 2.5)], "Two": [("c",)]}


def test_days_are_days_that_a_spreadsheet_can_sort_and_count_with() -> None:
    [rows] = read(Table("T", ("on",), [(date(2026, 11, 3),)])).values()
    assert rows[1] == (datetime(2026, 11, 3),)


def test_text_that_a_spreadsheet_would_run_is_text() -> None:
    [rows] = read(Table("T", ("a",), [('=HYPERLINK("http://evil.example")',), ("+1",), ("@x",), (-1,)])).values()
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("http://evil.example")', "'+1", "'@x", -1]


def test_names_of_sheets_are_such_as_a_workbook_takes() -> None:
    assert list(read(Table("A [long] name: with/odd*signs? that never ends at all", ("a",), []))) == [
        "A  long  name  with odd signs  "[:31]
    ]
