"""Sheets of an old Excel file (.xls), read by xlrd; nothing in it is run, formulas give the value last stored. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd
from xlrd.sheet import Sheet

from feedback.errors import N_
from feedback.surveys.importers.opening import NotImportable, Upload
from feedback.surveys.importers.xlsform_workbook import Book, NotOpened, Row, bounded, wanted_sheets
from feedback.tables.values import number_text, storable, value_text

LARGEST = 4 * 1024 * 1024
"""Bytes of an .xls: xlrd keeps a whole sheet in memory, forty bytes and a microsecond per cell."""


def read_old_book(upload: Upload) -> Book:
    """The sheets of an .xls form; a password or a damaged file ends in NotImportable."""
    upload.must_be_small(LARGEST)
    try:
        with xlrd.open_workbook(
            file_contents=upload.raw, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        ) as book:
            return _sheets(book)
    except NotImportable:
        raise
    except xlrd.XLRDError as error:
        raise NotOpened(
            N_("This old Excel file (.xls) is locked with a password or holds no sheets. Save it as .xlsx without one.")
        ) from error
    # A file made to do harm can end in any error a parser of binary records has; none of them is ours.
    except Exception as error:
        raise NotImportable(
            N_("This old Excel file (.xls) is damaged. Open it, save it as .xlsx, choose that.")
        ) from error


def _sheets(book: xlrd.book.Book) -> Book:
    wanted = wanted_sheets(book.sheet_names())
    spent = [0]
    sheets: dict[str, list[Row]] = {}
    for plain, name in wanted.items():
        sheets[plain] = list(bounded(name, _rows(book.sheet_by_name(name), book.datemode), spent))
        book.unload_sheet(name)
    return Book(sheets, [name for name in book.sheet_names() if name not in wanted.values()])


def _rows(sheet: Sheet, datemode: int) -> Iterator[Row]:
    for index in range(sheet.nrows):
        cells = [_text(cell.ctype, cell.value, datemode) for cell in sheet.row(index)]
        if any(cells):
            yield index + 1, cells


def _text(kind: int, value: object, datemode: int) -> str:
    if kind == xlrd.XL_CELL_NUMBER:
        return number_text(float(value))  # type: ignore[arg-type]
    if kind == xlrd.XL_CELL_BOOLEAN:
        return value_text(bool(value))
    if kind == xlrd.XL_CELL_DATE:
        return _date(float(value), datemode)  # type: ignore[arg-type]
    return storable(value) if isinstance(value, str) else ""


def _date(value: float, datemode: int) -> str:
    try:
        return value_text(xlrd.xldate_as_datetime(value, datemode))
    except (ValueError, OverflowError):
        return number_text(value)
