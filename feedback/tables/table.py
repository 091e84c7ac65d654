"""A plain table: the first record that is not blank is the header, every further one a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from feedback.errors import Message

from .header import unique_names
from .limits import Limits, Sheet, Source, nothing_in_it, too_many_rows
from .source import is_zip
from .text import writing_of, written_records
from .workbook_records import opened_workbook, sheet_records, sheets_to_try

Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`header` are the names of the columns, unique and never empty; `rows` streams once: (line in a spreadsheet,
    cells), as many cells as the row has. `encoding` and `delimiter` are None for a workbook, `sheet` for text."""

    header: tuple[str, ...]
    rows: Iterator[Numbered]
    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[Sheet, ...] = ()
    sheet: str | None = None
    notes: tuple[Message, ...] = ()


@contextmanager
def opened_table(
    source: Source,
    filename: str,
    limits: Limits,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    as_percent: bool = False,
) -> Iterator[Table]:
    """The table, whatever it comes as. A person's own choice of encoding, delimiter or sheet wins.

    With `as_percent` a cell of a workbook that shows 70% says 70%, as in a text file; else 0.7, as it is stored.

    Raises Unreadable with what to do, also from `rows`, where a row is too wide or a quotation mark never closed.
    """
    with (
        _workbook(source, limits, sheet, as_percent)
        if is_zip(source)
        else _text(source, filename, limits, encoding, delimiter) as table
    ):
        yield table


@contextmanager
def _text(
    source: Source, filename: str, limits: Limits, encoding: str | None, delimiter: str | None
) -> Iterator[Table]:
    how = writing_of(source, filename, limits, encoding=encoding, delimiter=delimiter)
    with written_records(source, how.encoding, how.delimiter, limits) as records:
        header, rows = _parted(records, limits)
        yield Table(header, rows, how.encoding, how.delimiter, notes=how.notes)


@contextmanager
def _workbook(source: Source, limits: Limits, wanted: str | None, as_percent: bool) -> Iterator[Table]:
    with opened_workbook(source, limits, as_percent=as_percent) as book:
        name = next(iter(sheets_to_try(book, wanted)), book.sheets[0].name)
        header, rows = _parted(sheet_records(book, name, limits), limits)
        yield Table(header, rows, sheets=book.sheets, sheet=name)


def _parted(records: Iterator[Numbered], limits: Limits) -> tuple[tuple[str, ...], Iterator[Numbered]]:
    """The header and what follows. Columns count as far as the first row reaches, where the header is shorter."""
    first = next((cells for _, cells in records if _says(cells)), None)
    if first is None:
        raise nothing_in_it()
    second = next(((number, cells) for number, cells in records if _says(cells)), None)
    width = max(len(first), len(second[1]) if second else 0)
    rows = chain([second] if second else [], records)
    return unique_names([*first, *[""] * (width - len(first))]), _bounded(rows, limits)


def _says(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _bounded(rows: Iterator[Numbered], limits: Limits) -> Iterator[Numbered]:
    for count, (number, cells) in enumerate(rows, start=1):
        if count > limits.rows:
            raise too_many_rows(limits, number)
        yield number, cells
