"""Which records are the header: as the tool wrote it, under titles, in two rows, or simply the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .heading import (
    MARKERS,
    Heading,
    Option,
    Record,
    cell,
    cells,
    filled_forward,
    named,
    of_two_rows,
    two_names,
    width_of,
)
from .tools import heading_of_tool

MOST_TITLES = 8
MOST_HEADER_ROWS = 3
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")


def find_heading(records: Sequence[Record], rows: int | None = None) -> Heading:
    """The header of a table whose first records these are. `rows`: how many a person says it takes.

    The first record has something in it; blank ones above it are not among these.
    """
    if any(one in MARKERS for one in cells(records[0], len(records[0]))):
        return _plain(records)
    before = _titles(records)
    below = records[before:]
    found = heading_of_tool(below) or _grouped(below) or _plain(below)
    if rows is not None and rows != found.rows:
        found = _as_told(below, rows, found.tool)
    return replace(found, before=before)


def _plain(records: Sequence[Record]) -> Heading:
    return Heading(named(cells(records[0], len(records[0]))))


def _as_told(records: Sequence[Record], rows: int, tool: str) -> Heading:
    if rows == 1:
        return replace(_plain(records), tool=tool)
    return replace(_of_rows(records, max(1, min(rows, len(records), MOST_HEADER_ROWS))), tool=tool)


def _of_rows(records: Sequence[Record], rows: int) -> Heading:
    """Each row joined to what stands above it."""
    width = width_of(records, rows)
    upper = cells(records[0], width)
    names = upper
    for lower in records[1:rows]:
        names = of_two_rows(filled_forward(names, lower, width), cells(lower, width))
    return Heading(named(names), rows=rows, others=two_names(upper, cells(records[rows - 1], width)))


def _titles(records: Sequence[Record]) -> int:
    """How many records above the header hold one title each: below them the table is at least three columns wide."""
    for count, record in enumerate(records[: MOST_TITLES + 1]):
        if _filled(record) > 1:
            wide = [_filled(row) for row in records[count : count + 4]]
            fits = count > 0 and min(wide) >= 3 and _is_title_block(records[:count], wide[0])
            return count if fits else 0
    return 0


def _is_title_block(titles: Sequence[Record], width: int) -> bool:
    """Titles stand alone in a sheet, or in a text table beside as many blank cells as the table is wide."""
    return all(len(record) == 1 or len(record) >= width for record in titles)


def _filled(record: Record) -> int:
    return sum(bool(one.strip()) for one in record)


def _grouped(records: Sequence[Record]) -> Heading | None:
    """Two rows as of merged cells: what the upper leaves blank the lower fills, and no number is among them."""
    if len(records) < 3:
        return None
    above, below = records[0], records[1]
    width = width_of(records, 2)
    if not _is_grouped(above, below, records[2:], width):
        return None
    upper, lower = filled_forward(above, below, width), cells(below, width)
    often = {name: upper.count(name) for name in upper}
    return Heading(
        named(of_two_rows(upper, lower)),
        rows=2,
        others=two_names(upper, lower),
        options=tuple(
            Option(one, two) if two and often[one] > 1 and one else None for one, two in zip(upper, lower, strict=True)
        ),
    )


def _is_grouped(above: Record, below: Record, rest: Sequence[Record], width: int) -> bool:
    blanks = [index for index in range(1, width) if not cell(above, index)]
    labels = [one for one in cells(below, width) if one]
    # A label of a header is said once; an answer comes again.
    again = sum(cell(row, index) == cell(below, index) for row in rest[:50] for index in blanks)
    return (
        width >= 3
        and bool(blanks)
        and bool(cell(above, blanks[0] - 1))
        and all(cell(below, index) for index in blanks)
        and len(labels) >= 2
        and not any(_NUMBER.fullmatch(one) for one in labels)
        and not again
    )
