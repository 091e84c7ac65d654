"""The rows of a file as comments: every row stands in the result, also one without a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedback.analysis.records import Comment
from feedback.evidence.reader import (
    LONGEST_TEXT,
    BadRow,
    ColumnMapping,
    RatingScale,
    Row,
    read_item,
    read_through,
    rows,
    sniff,
)

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


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One comment per row, in order, its key the number of the row from 0; and what could not be read, in words."""

    comments: tuple[Comment, ...]
    problems: tuple[str, ...]


def read_file(file: Path, columns: Columns) -> ReadFile:
    """Read the whole file. Unreadable, UnknownName of a column, Invalid of a scale."""
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
    dates = read_through(file, shape, date=mapping.date).dates
    reader = _Reader(mapping, ColumnMapping(mapping.text, mapping.rating, mapping.scale, mapping.date, dates))
    comments = tuple(reader.comment(number, row) for number, row in enumerate(rows(file, shape)))
    return ReadFile(comments, tuple(reader.problems()))


class _Reader:
    """Groups and stages are what the cells say; everything else is read as an import reads it."""

    def __init__(self, named: ColumnMapping, item: ColumnMapping) -> None:
        self._named, self._item = named, item
        self._bad: list[BadRow] = []

    def comment(self, number: int, row: Row) -> Comment:
        """The row as a comment. What is wrong with it is noted, and its text read all the same."""
        read = read_item(row, self._item, {})
        if isinstance(read, BadRow):
            self._bad.append(read)
        return Comment(
            str(number),
            getattr(read, "text", "") or row.cells.get(self._named.text, "")[:LONGEST_TEXT].strip(),
            self._named.lang,
            self._cell(row, self._named.group_column) or EVERYBODY,
            self._cell(row, self._named.stage_column),
            getattr(read, "rating", None),
        )

    def problems(self) -> Iterator[str]:
        for bad in self._bad[:20]:
            yield f"row {bad.row}{f', {bad.column}' if bad.column else ''}: {bad.reason}"
        if len(self._bad) > 20:
            yield f"and {len(self._bad) - 20} more rows with something wrong"

    @staticmethod
    def _cell(row: Row, column: str | None) -> str | None:
        return (row.cells.get(column, "").strip() or None) if column else None
