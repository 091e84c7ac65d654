"""Workbooks: the sheet guessed or chosen, the beginning shown, the records opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feedback.errors import message

from .archive import checked_archive
from .assemble import Records, beginning
from .shape import FileShape, Limits, Sheet, Source, Unreadable, nothing_in_it
from .source import opened

if TYPE_CHECKING:
    from .workbook import Workbook


def sniff_workbook(source: Source, sheet: str | None, limits: Limits) -> FileShape:
    """The shape of the sheet a person named, else of the first visible one with anything in it."""
    with _workbook(source, limits) as book:
        for name in _to_try(book.sheets, sheet):
            if any(True for _ in _sheet_records(book, name, limits)):
                return _shape(book, name, limits)
    raise nothing_in_it()


@contextmanager
def workbook_records(source: Source, shape: FileShape, limits: Limits) -> Iterator[Records]:
    with _workbook(source, limits) as book:
        yield _sheet_records(book, _to_try(book.sheets, shape.sheet)[0], limits)


@contextmanager
def _workbook(source: Source, limits: Limits) -> Iterator[Workbook]:
    with opened(source) as raw, checked_archive(raw, limits) as archive:
        # Loaded only now: openpyxl takes a second, and what the archive check refuses is refused at once.
        from .workbook import read_workbook

        yield read_workbook(archive)


def _sheet_records(book: Workbook, name: str, limits: Limits) -> Records:
    from .xlsx_records import xlsx_records

    return xlsx_records(book, name, limits)


def _shape(book: Workbook, name: str, limits: Limits) -> FileShape:
    header, sample, width = beginning(_sheet_records(book, name, limits), limits, widen=True)
    return FileShape(kind="xlsx", header=header, sample=sample, width=width, sheets=book.sheets, sheet=name)


def _to_try(sheets: Sequence[Sheet], wanted: str | None) -> list[str]:
    if wanted is None:
        return [sheet.name for sheet in sheets if not sheet.hidden]
    if wanted not in [sheet.name for sheet in sheets]:
        raise Unreadable(message("The workbook has no sheet called %(name)s.", name=wanted))
    return [wanted]
