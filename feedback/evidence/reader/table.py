"""Reading a table: what the file looks like, then its rows, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from feedback.tables.limits import LIMITS, Limits, Source, cell_too_long, too_many_rows
from feedback.tables.source import is_zip

from .assemble import Records, below_header
from .dates import DateOrder, DateVotes
from .shape import FileShape, Row
from .text_table import sniff_text, text_records


def sniff(
    source: Source,
    filename: str = "",
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header_rows: int | None = None,
    limits: Limits = LIMITS,
) -> FileShape:
    """What kind of table this is and its first rows. A person's own choice of encoding, delimiter, sheet or number
    of header rows wins.

    A text file is read once for its encoding and at its beginning again. Raises Unreadable with what to do.
    """
    if is_zip(source):
        # Loaded here: openpyxl is heavy and text tables do not need it.
        from .workbook_table import sniff_workbook

        return sniff_workbook(source, sheet, limits, header_rows)
    return sniff_text(source, filename, encoding, delimiter, limits, header_rows)


def rows(source: Source, shape: FileShape, *, limits: Limits = LIMITS) -> Iterator[Row]:
    """Every row below the header, streaming. A row that cannot be used carries its problem; Unreadable ends it all."""
    with _records(source, shape, limits) as records:
        yield from below_header(records, shape.layout, limits)


@dataclass(frozen=True, slots=True)
class ReadThrough:
    """What only the whole file can tell: how many rows it has, and how its dates are to be read."""

    rows: int
    dates: DateOrder


def read_through(
    source: Source,
    shape: FileShape,
    *,
    date: str | None = None,
    day_first: bool = True,
    limits: Limits = LIMITS,
    watch: Callable[[int], None] | None = None,
) -> ReadThrough:
    """One pass that raises whatever would end an import, before anything is written.

    `date` is the column of dates; `day_first` decides where nothing in the file does. `watch` is called after
    each row with the number of rows so far: a large workbook takes minutes.
    """
    votes, count = DateVotes(), 0
    for row in rows(source, shape, limits=limits):
        count += 1
        if watch is not None:
            watch(count)
        if date is not None:
            votes.add(row.cells.get(date, ""))
    return ReadThrough(count, votes.decide(day_first=day_first))


def refuse_early(source: Source, shape: FileShape, *, limits: Limits = LIMITS) -> None:
    """Raise Unreadable, with the row, for what would end or spoil an import further down than `sniff` looks:
    more rows than the limit, a quotation mark never closed, a row too wide, a cell above the limit of a cell.

    Text is read through without becoming rows; in a workbook only the rows of the sheet are counted.
    """
    if shape.kind == "xlsx":
        from .workbook_table import refuse_too_many_rows

        return refuse_too_many_rows(source, shape, limits)
    with text_records(source, shape, limits) as records:
        for count, (number, cells) in enumerate(records):
            if count > limits.rows + shape.layout.skip - 1:
                raise too_many_rows(limits, number)
            if max(map(len, cells)) > limits.cell:
                raise cell_too_long(limits, number, limits.cell)


def _records(source: Source, shape: FileShape, limits: Limits) -> AbstractContextManager[Records]:
    if shape.kind == "csv":
        return text_records(source, shape, limits)
    from .workbook_table import workbook_records

    return workbook_records(source, shape, limits)
