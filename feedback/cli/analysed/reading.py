"""The rows of a file as comments: every row stands in the result, also one without a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from feedback.analysis.records import Comment
from feedback.evidence.reader import (
    LIMITS,
    LONGEST_TEXT,
    BadRow,
    ColumnMapping,
    FileShape,
    RatingScale,
    Row,
    read_item,
    read_through,
    rows,
    sniff,
)

OWN_FILE = replace(LIMITS, rows=10_000_000, unpacked=4_000_000_000)
"""A file of one's own on one's own machine may be large; nothing holds it as a whole."""
TOLD = 20
"""Rows with something wrong that are named; the others are counted."""
EVERYBODY = "all"
"""The one group where the file names none."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what; `lang` is one language for all texts."""

    text: str
    group: str | None = None
    stage: str | None = None
    rating: str | None = None
    rating_scale: RatingScale | None = None
    date: str | None = None
    lang: str | None = None


@dataclass(eq=False)
class OpenFile:
    """A file that is read as often as it is asked for, and never held as a whole. `count` is its rows; `problems` what
    could not be read, in words, once it was read to its end.
    """

    file: Path
    count: int
    columns: Columns
    _shape: FileShape
    _named: ColumnMapping
    _item: ColumnMapping
    problems: tuple[str, ...] = ()

    def comments(self) -> Iterator[Comment]:
        """One comment per row, in order, its key the number of the row from 0."""
        reader = _Reader(self._named, self._item)
        for number, row in enumerate(rows(self.file, self._shape, limits=OWN_FILE)):
            yield reader.comment(number, row)
        self.problems = tuple(reader.problems())


def open_file(file: Path, columns: Columns) -> OpenFile:
    """Look through the whole file once. Unreadable, UnknownName of a column, Invalid of a scale."""
    shape = sniff(file, file.name)
    mapping = ColumnMapping(
        text=columns.text,
        rating=columns.rating,
        scale=columns.rating_scale,
        date=columns.date,
        stage_column=columns.stage,
        group_column=columns.group,
        lang=columns.lang.partition("-")[0].lower() if columns.lang else None,
    ).resolved(shape.header)
    through = read_through(file, shape, date=mapping.date, limits=OWN_FILE)
    item = ColumnMapping(mapping.text, mapping.rating, mapping.scale, mapping.date, through.dates)
    return OpenFile(file, through.rows, columns, shape, mapping, item)


class _Reader:
    """Groups and stages are what the cells say; everything else is read as an import reads it."""

    def __init__(self, named: ColumnMapping, item: ColumnMapping) -> None:
        self._named, self._item = named, item
        self._bad: list[BadRow] = []
        self._more = 0

    def comment(self, number: int, row: Row) -> Comment:
        """The row as a comment. What is wrong with it is noted, and its text read all the same."""
        read = read_item(row, self._item, {})
        if isinstance(read, BadRow):
            self._note(read)
        return Comment(
            str(number),
            getattr(read, "text", "") or row.cells.get(self._named.text, "")[:LONGEST_TEXT].strip(),
            self._named.lang,
            self._cell(row, self._named.group_column) or EVERYBODY,
            self._cell(row, self._named.stage_column),
            getattr(read, "rating", None),
        )

    def problems(self) -> Iterator[str]:
        for bad in self._bad:
            yield f"row {bad.row}{f', {bad.column}' if bad.column else ''}: {bad.reason}"
        if self._more:
            yield f"and {self._more} more rows with something wrong"

    def _note(self, bad: BadRow) -> None:
        if len(self._bad) < TOLD:
            self._bad.append(bad)
        else:
            self._more += 1

    @staticmethod
    def _cell(row: Row, column: str | None) -> str | None:
        return (row.cells.get(column, "").strip() or None) if column else None
