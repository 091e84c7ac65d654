"""From records to rows: header names, short rows padded, long rows marked, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from feedback.errors import message
from feedback.spreadsheet import unguard_cell

from .header import MARKERS, unique_names
from .shape import SAMPLE_ROWS, Limits, Problem, Row, Unreadable, nothing_in_it, too_many_rows

Records = Iterator[tuple[int, list[str]]]


def beginning(records: Records, limits: Limits, *, widen: bool) -> tuple[tuple[str, ...], tuple[Row, ...], int]:
    """(column names, first rows, number of columns).

    `widen`: columns without a header count where the first rows fill them, as in a workbook; in a text table
    they mean that a quotation mark or separator is wrong.
    """
    header = _header(records)
    first = list(islice(records, SAMPLE_ROWS))
    if not first:
        raise Unreadable(message("The file has a header and no rows below it."))
    width = max(len(header), *(len(cells) for _, cells in first)) if widen else len(header)
    sample = tuple(below_header(iter([(0, header), *first]), width, limits))
    names = [name for name in _names(header, width) if name not in MARKERS]
    return tuple(names), sample, width


def below_header(records: Records, width: int, limits: Limits) -> Iterator[Row]:
    """A row per record below the first that is not blank."""
    names = _names(_header(records), width)
    mended = any(name in MARKERS for name in names)
    for count, (number, cells) in enumerate(records, start=1):
        if count > limits.rows:
            raise too_many_rows(limits, number)
        yield _row(number, [unguard_cell(cell) for cell in cells] if mended else cells, names, limits)


def _header(records: Records) -> list[str]:
    for _, cells in records:
        if any(cell.strip() for cell in cells):
            return cells
    raise nothing_in_it()


def _names(header: Sequence[str], width: int) -> tuple[str, ...]:
    return unique_names([*header, *[""] * (width - len(header))])


def _row(number: int, cells: Sequence[str], names: Sequence[str], limits: Limits) -> Row:
    named = dict(zip(names, cells, strict=False))
    for missing in names[len(cells) :]:
        named[missing] = ""
    for marker in MARKERS:
        named.pop(marker, None)
    beyond = cells[len(names) :]
    extra = tuple(beyond) if any(cell.strip() for cell in beyond) else ()
    return Row(number, named, _too_wide(cells, names) if extra else _too_long(named, limits), extra)


def _too_wide(cells: Sequence[str], names: Sequence[str]) -> Problem:
    return Problem(
        message(
            "The row has %(found)s cells and the header has %(expected)s. Is a quotation mark or separator wrong?",
            found=len(cells),
            expected=len(names),
        )
    )


def _too_long(named: dict[str, str], limits: Limits) -> Problem | None:
    if max(map(len, named.values()), default=0) <= limits.cell:
        return None
    column = max(named, key=lambda name: len(named[name]))
    return Problem(message("Longer than %(limit)s characters, which is the limit.", limit=limits.cell), column)
