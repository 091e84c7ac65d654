"""A file or a pasted text on its way into a workshop: read whole, carried from page to page, never kept.

Pure. Who wrote a note stands in many exports of whiteboards. Nothing of a file is stored before somebody says which
column is the note, so the page itself carries the table, as text, and the same reader reads it again.
"""

from __future__ import annotations

import csv
import io

from feedback.errors import Invalid, message
from feedback.tables.limits import Limits, Source
from feedback.tables.table import opened_table
from feedback.workshops.rules.bringing import MOST_NOTES, Sheet

LIMITS = Limits(
    unpacked=20_000_000, rows=MOST_NOTES, columns=60, cell=20_000, field=100_000, line=400_000, blank=10_000
)
MOST_CARRIED = 700_000
"""Bytes of the table as a page carries it: a form may have one megabyte."""
_ROW = "row"


def sheet_of(source: Source, filename: str) -> Sheet:
    """The table of a file; Unreadable with what to do, also where it is too large for this."""
    with opened_table(source, filename, LIMITS) as table:
        rows = tuple((number, tuple(cells[: len(table.header)])) for number, cells in table.rows)
        return Sheet(table.header, rows)


def carried(sheet: Sheet) -> str:
    """The table as text, for a hidden field; Invalid where it is too large to be carried."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((_ROW, *sheet.header))
    writer.writerows((str(number), *cells) for number, cells in sheet.rows)
    text = written.getvalue()
    if len(text.encode()) > MOST_CARRIED:
        raise Invalid(message("The file holds more text than fits here at once. Split it and bring the parts."))
    return text


def carried_back(text: str) -> Sheet:
    """The table again; Unreadable where somebody changed it on the way to something that is none."""
    source = text.encode()
    with opened_table(source, "notes.csv", LIMITS, encoding="utf-8", delimiter=",") as table:
        rows = tuple((_number(cells[0]), tuple(cells[1:])) for _, cells in table.rows if cells)
        return Sheet(table.header[1:], rows)


def _number(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 8 else 0
