"""Files and pasted texts on their way: read whole, carried as text, read again."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from feedback.errors import Invalid
from feedback.tables.limits import Unreadable, UnsupportedKind
from feedback.workshops import sheets
from feedback.workshops.rules.bringing import Sheet

CSV = 'Text;Frame;Author\n"Nobody answers,\nnot once";Visit;Ana\n\nToo dear;Booking;Luis\n'


def workbook(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_file_is_read_with_the_lines_of_its_rows() -> None:
    sheet = sheets.sheet_of(CSV.encode("utf-16"), "board.csv")
    assert sheet == Sheet(
        ("Text", "Frame", "Author"),
        ((2, ("Nobody answers,\nnot once", "Visit", "Ana")), (4, ("Too dear", "Booking", "Luis"))),
    )


def test_a_workbook_is_read_like_a_file() -> None:
    sheet = sheets.sheet_of(workbook([["Note", "Section"], ["Too dear", "Booking"]]), "board.xlsx")
    assert sheet == Sheet(("Note", "Section"), ((2, ("Too dear", "Booking")),))


def test_what_a_page_carries_is_the_table_again() -> None:
    sheet = Sheet(("a;b", 'say "hi"', "ñ"), ((3, ("x\ny", "=1+1", "")), (9, ("sep=;", "'", "  "))))
    assert sheets.carried_back(sheets.carried(sheet)) == sheet
    # A browser sends line breaks as two characters.
    back = sheets.carried_back(sheets.carried(sheet).replace("\n", "\r\n"))
    assert back.rows[0][1][0] == "x\r\ny"
    assert back.header == sheet.header


def test_what_is_too_large_or_no_table_is_refused_with_what_to_do() -> None:
    wide = Sheet(("a",), tuple((number, ("x" * 1000,)) for number in range(2, 800)))
    with pytest.raises(Invalid, match="Split it"):
        sheets.carried(wide)
    with pytest.raises(Unreadable, match="more than 2000 rows"):
        sheets.sheet_of(b"note\n" + b"x\n" * 2001, "board.csv")
    with pytest.raises(UnsupportedKind):
        sheets.sheet_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "board.xls")
    with pytest.raises(Unreadable):
        sheets.carried_back("")
