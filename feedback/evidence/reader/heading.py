"""The header of a table: how many records it takes, whose export it is, and what the columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.tables.header import one_line, unique_names

BAD_ROW_LINE = "feedback_row"
BAD_ROW_COLUMN = "feedback_column"
BAD_ROW_REASON = "feedback_reason"
MARKERS = (BAD_ROW_LINE, BAD_ROW_COLUMN, BAD_ROW_REASON)
"""Columns of our own file of bad rows."""
Record = Sequence[str]
BETWEEN = ": "
"""Between a question and its option, where they stand in two rows."""


@dataclass(frozen=True, slots=True)
class Option:
    """A column that is one option, or one line, of a question with several."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Heading:
    """`rows`: records of the header. `before`: records above it, titles and blank ones. `tool`: a key of `TOOLS`, ''
    where nothing tells. `others`: further names by which a column may be asked for. `no_answer`: cells that say, in
    this tool's files, that there is no answer.
    """

    names: tuple[str, ...]
    rows: int = 1
    before: int = 0
    tool: str = ""
    others: tuple[tuple[str, ...], ...] = ()
    options: tuple[Option | None, ...] = ()
    no_answer: tuple[str, ...] = ()

    @property
    def skip(self) -> int:
        """Records above the first row of answers."""
        return self.before + self.rows


def cell(record: Record, index: int) -> str:
    """The cell on one line; '' beyond the end of a short record."""
    return one_line(record[index]) if index < len(record) else ""


def cells(record: Record, width: int) -> list[str]:
    return [cell(record, index) for index in range(width)]


def width_of(records: Sequence[Record], rows: int) -> int:
    return max(len(record) for record in records[:rows])


def filled_forward(record: Record, below: Record, width: int) -> list[str]:
    """The record with each blank cell that has something below it taken from its left, as merged cells are meant."""
    found, last = [], ""
    for index in range(width):
        last = cell(record, index) or (last if cell(below, index) else "")
        found.append(last)
    return found


def of_two_rows(first: Sequence[str], second: Sequence[str], alone: frozenset[str] = frozenset()) -> list[str]:
    """`Question: option`, or what there is of the two; an option that only says "answer" says nothing."""
    return [_joined(above, below, alone) for above, below in zip(first, second, strict=True)]


def _joined(above: str, below: str, alone: frozenset[str]) -> str:
    if not below or below.casefold() in alone or below == above:
        return above
    return f"{above}{BETWEEN}{below}" if above else below


def two_names(first: Sequence[str], second: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each column what else it may be called: its upper cell, its lower cell, and both as `upper | lower`."""
    return tuple((above, below, f"{above} | {below}") for above, below in zip(first, second, strict=True))


def named(names: Sequence[str]) -> tuple[str, ...]:
    return unique_names(names)
