"""Workbooks: the sheet guessed or chosen, the beginning shown, the records opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from feedback.tables.archive import pieces
from feedback.tables.limits import Limits, Source, Unreadable, nothing_in_it, too_many_rows
from feedback.tables.sheet_rows import filled_rows
from feedback.tables.workbook_records import opened_workbook, sheet_records, sheets_to_try

from .assemble import Beginning, Records, beginning, shape_of
from .shape import FileShape
from .sheets import likeness

if TYPE_CHECKING:
    from feedback.tables.workbook import Workbook


MOST_SHEETS = 20
"""Sheets that are looked at before a person chooses."""


def sniff_workbook(source: Source, sheet: str | None, limits: Limits, header_rows: int | None = None) -> FileShape:
    """The shape of the sheet a person named, else of the visible one that looks most like answers."""
    with opened_workbook(source, limits) as book:
        found = _beginnings(book, sheets_to_try(book, sheet), header_rows, limits)
        name = max(found, key=lambda name: likeness(name, found[name]))
        return replace(shape_of("xlsx", found[name]), sheets=book.sheets, sheet=name)


def _beginnings(book: Workbook, names: list[str], header_rows: int | None, limits: Limits) -> dict[str, Beginning]:
    """Sheet -> how it begins, for those that can be read; what is wrong with the first where none can."""
    found: dict[str, Beginning] = {}
    wrong: list[Unreadable] = []
    for name in names[:MOST_SHEETS]:
        try:
            records = sheet_records(book, name, limits)
            found[name] = beginning(records, limits, widen=True, header_rows=header_rows)
        except Unreadable as error:
            wrong.append(error)
    if not found:
        raise next((error for error in wrong if error.message != nothing_in_it().message), nothing_in_it())
    return found


@contextmanager
def workbook_records(source: Source, shape: FileShape, limits: Limits) -> Iterator[Records]:
    with opened_workbook(source, limits) as book:
        yield sheet_records(book, sheets_to_try(book, shape.sheet)[0], limits)


def refuse_too_many_rows(source: Source, shape: FileShape, limits: Limits) -> None:
    """Raise Unreadable where the sheet has more rows with anything in them than are read."""
    with opened_workbook(source, limits) as book:
        part = book.parts[shape.sheet or ""]
        if filled_rows(pieces(book.archive, part)) > limits.rows + shape.layout.skip:
            raise too_many_rows(limits, limits.rows + shape.layout.skip + 1)
