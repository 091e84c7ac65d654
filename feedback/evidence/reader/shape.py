"""What the reader hands out: the shape of a file, its rows, its limits, and why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from feedback.errors import Invalid, Message, message

from .choices import Choice

Source = bytes | str | Path | BinaryIO
Kind = Literal["csv", "xlsx"]


class Unreadable(Invalid):
    """The file as a whole cannot be read; the message says what to do about it."""


class CrossTable(Unreadable):
    """Results of a survey where answers are wanted."""


class UnsupportedKind(Unreadable):
    """A kind of file that is never opened here: macros, old or foreign formats."""

    status = 415


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read. Every refusal states the limit it met.

    unpacked: bytes after unpacking. line: characters of one physical line of a text file.
    cell: characters of a cell whose row is still accepted. field: characters of a cell at which
    the whole file is refused, because a quotation mark is probably missing. blank: rows of a workbook
    in a row without a value after which nothing is looked for; values further down refuse the file.
    """

    unpacked: int = 200_000_000
    rows: int = 500_000
    columns: int = 500
    cell: int = 100_000
    field: int = 1_000_000
    line: int = 4_000_000
    zip_entries: int = 2_000
    blank: int = 1_048_576


LIMITS = Limits()
SAMPLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one row cannot be used, and the column it is about where there is one."""

    reason: Message
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header; `number` is its line in a spreadsheet, where the header is line 1.

    `extra` holds cells beyond the last column of the header, so that nothing is lost.
    """

    number: int
    cells: dict[str, str]
    problem: Problem | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, in the order of its tabs."""

    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How records become rows: a name for each column, how many records stand above the first row, counted from the
    first that is not blank, and which columns are the options of one question."""

    names: tuple[str, ...]
    skip: int = 1
    choices: tuple[Choice, ...] = ()
    escaped: bool = False
    """Cells are written as LimeSurvey's vvexport writes them."""


@dataclass(frozen=True, slots=True)
class FileShape:
    """How a file is to be read, with enough of it for a person to see whether the guess is right.

    `encoding` and `delimiter` are None for a workbook, `sheet` is None for text. `certain` is False
    where the encoding is a guess. `width` is the number of columns, those without a name included.
    `names` is a name for each of them; `header` the columns a person chooses among: without our own marks, and with
    one in the place of all the options of a question. `tool` is whose export it is, `before` and `header_rows` are
    the records above the header and of it, `others` further names of columns, `questions` the question of which
    each is one line or option, '' for none, `no_answer` what cells of this tool say where there is no answer.
    """

    kind: Kind
    header: tuple[str, ...]
    sample: tuple[Row, ...]
    width: int
    encoding: str | None = None
    certain: bool = True
    delimiter: str | None = None
    sheets: tuple[Sheet, ...] = ()
    sheet: str | None = None
    notes: tuple[Message, ...] = ()
    names: tuple[str, ...] = ()
    tool: str = ""
    before: int = 0
    header_rows: int = 1
    choices: tuple[Choice, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()
    questions: tuple[str, ...] = ()
    no_answer: tuple[str, ...] = ()

    @property
    def also_called(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """For each column of the file its name and what else it may be called."""
        return tuple(zip(self.names, self.others, strict=False))

    @property
    def layout(self) -> Layout:
        """How its records become rows."""
        escaped = self.tool == "limesurvey" and self.header_rows > 1
        return Layout(self.names or self.header, self.before + self.header_rows, self.choices, escaped)


def too_large(limits: Limits) -> Unreadable:
    return Unreadable(
        message(
            "The file is too large after unpacking: the limit is %(limit)s MB. Split it and import the parts.",
            limit=limits.unpacked // 1_000_000,
        )
    )


def too_many_columns(limits: Limits, row: int) -> Unreadable:
    return Unreadable(
        message(
            "Row %(row)s has more than %(limit)s columns, which is the limit. Remove the columns you do not need.",
            row=row,
            limit=limits.columns,
        )
    )


def too_many_rows(limits: Limits, row: int) -> Unreadable:
    return Unreadable(
        message(
            "The file has more than %(limit)s rows, which is the limit; row %(row)s is the first too many. "
            "Split it and import the parts.",
            limit=limits.rows,
            row=row,
        )
    )


def cell_too_long(limits: Limits, row: int, limit: int | None = None) -> Unreadable:
    """`limit`: the one that was met, where it is not that of a field."""
    return Unreadable(
        message(
            "A cell in row %(row)s is longer than %(limit)s characters, which is the limit. "
            "Is a quotation mark missing there?",
            row=row,
            limit=limit or limits.field,
        )
    )


def value_after_blanks(limits: Limits, row: int) -> Unreadable:
    return Unreadable(
        message(
            "More than %(limit)s empty rows follow row %(row)s, and something stands below them. "
            "Delete the empty rows and choose the file again.",
            limit=limits.blank,
            row=row,
        )
    )


def nothing_in_it() -> Unreadable:
    return Unreadable(message("The file is empty."))


def damaged() -> Unreadable:
    return Unreadable(
        message("The file is damaged and cannot be opened. Open it where it came from, save it again, and choose that.")
    )
