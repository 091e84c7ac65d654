"""Workbooks: the sheet guessed or chosen, the beginning shown, the records opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from feedback.errors import message

from .archive import checked_archive, pieces
from .assemble import Beginning, Records, beginning, shape_of
from .shape import FileShape, Limits, Sheet, Source, Unreadable, nothing_in_it, too_many_rows
from .sheet_rows import filled_rows
from .sheets import likeness
from .source import opened

if TYPE_CHECKING:
    from .workbook import Workbook


MOST_SHEETS = 20
"""Sheets that are looked at before a person chooses."""


def sniff_workbook(source: Source, sheet: str | None, limits: Limits, header_rows: int | None = None) -> FileShape:
    """The shape of the sheet a person named, else of the visible one that looks most like answers."""
    with _workbook(source, limits) as book:
        found = _beginnings(book, _to_try(book.sheets, sheet), header_rows, limits)
        name = max(found, key=lambda name: likeness(name, found[name]))
        return replace(shape_of("xlsx", found[name]), sheets=book.sheets, sheet=name)


def _beginnings(book: Workbook, names: list[str], header_rows: int | None, limits: Limits) -> dict[str, Beginning]:
    """Sheet -> how it begins, for those that can be read; what is wrong with the first where none can."""
    found: dict[str, Beginning] = {}
    wrong: list[Unreadable] = []
    for name in names[:MOST_SHEETS]:
        try:
            records = _sheet_records(book, name, limits)
            found[name] = beginning(records, limits, widen=True, header_rows=header_rows)
        except Unreadable as error:
            wrong.append(error)
    if not found:
        raise next((error for error in wrong if error.message != nothing_in_it().message), nothing_in_it())
    return found


@contextmanager
def workbook_records(source: Source, shape: FileShape, limits: Limits) -> Iterator[Records]:
    with _workbook(source, limits) as book:
        yield _sheet_records(book, _to_try(book.sheets, shape.sheet)[0], limits)


def refuse_too_many_rows(source: Source, shape: FileShape, limits: Limits) -> None:
    """Raise Unreadable where the sheet has more rows with anything in them than are read."""
    with opened(source) as raw, checked_archive(raw, limits) as archive:
        from .workbook import read_workbook

        part = read_workbook(archive).parts[shape.sheet or ""]
        if filled_rows(pieces(archive, part)) > limits.rows + shape.layout.skip:
            raise too_many_rows(limits, limits.rows + shape.layout.skip + 1)


@contextmanager
def _workbook(source: Source, limits: Limits) -> Iterator[Workbook]:
    with opened(source) as raw, checked_archive(raw, limits) as archive:
        # Loaded only now: openpyxl takes a second, and what the archive check refuses is refused at once.
        from .workbook import read_workbook

        yield read_workbook(archive)


def _sheet_records(book: Workbook, name: str, limits: Limits) -> Records:
    from .xlsx_records import xlsx_records

    return xlsx_records(book, name, limits)


def _to_try(sheets: Sequence[Sheet], wanted: str | None) -> list[str]:
    if wanted is None:
        return [sheet.name for sheet in sheets if not sheet.hidden]
    if wanted not in [sheet.name for sheet in sheets]:
        raise Unreadable(message("The workbook has no sheet called %(name)s.", name=wanted))
    return [wanted]
