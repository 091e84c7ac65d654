"""Workbooks opened, and the records of one of their sheets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feedback.errors import message

from .archive import checked_archive
from .limits import Limits, Source, Unreadable
from .source import opened

if TYPE_CHECKING:
    from .workbook import Workbook


@contextmanager
def opened_workbook(source: Source, limits: Limits, *, as_percent: bool = False) -> Iterator[Workbook]:
    """The workbook, once its archive holds nothing a spreadsheet would not; raises Unreadable."""
    with opened(source) as raw, checked_archive(raw, limits) as archive:
        # Loaded only now: openpyxl takes a second, and what the archive check refuses is refused at once.
        from .workbook import read_workbook

        yield read_workbook(archive, as_percent=as_percent)


def sheet_records(book: Workbook, name: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """(line in the spreadsheet, cells) per row with anything in it."""
    from .xlsx_records import xlsx_records

    return xlsx_records(book, name, limits)


def sheets_to_try(book: Workbook, wanted: str | None) -> list[str]:
    """The sheet a person named, else those that are not hidden; raises Unreadable where there is no such sheet."""
    if wanted is None:
        return [sheet.name for sheet in book.sheets if not sheet.hidden]
    if wanted not in [sheet.name for sheet in book.sheets]:
        raise Unreadable(message("The workbook has no sheet called %(name)s.", name=wanted))
    return [wanted]
