"""What the reader hands out: the shape of a file, its rows, its limits, and why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from feedback.errors import Invalid, Message, message

Source = bytes | str | Path | BinaryIO
Kind = Literal["csv", "xlsx"]


class Unreadable(Invalid):
    """The file as a whole cannot be read; the message says what to do about it."""


class UnsupportedKind(Unreadable):
    """A kind of file that is never opened here: macros, old or foreign formats."""

    status = 415


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read. Every refusal states the limit it met.

    unpacked: bytes after unpacking. line: characters of one physical line of a text file.
    cell: characters of a cell whose row is still accepted. field: characters of a cell at which
    the whole file is refused, because a quotation mark is probably missing.
    """

    unpacked: int = 200_000_000
    rows: int = 500_000
    columns: int = 500
    cell: int = 100_000
    field: int = 1_000_000
    line: int = 4_000_000
    zip_entries: int = 2_000


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
class FileShape:
    """How a file is to be read, with enough of it for a person to see whether the guess is right.

    `encoding` and `delimiter` are None for a workbook, `sheet` is None for text. `certain` is False
    where the encoding is a guess. `width` is the number of columns, those without a name included.
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


def cell_too_long(limits: Limits, row: int) -> Unreadable:
    return Unreadable(
        message(
            "A cell in row %(row)s is longer than %(limit)s characters, which is the limit. "
            "Is a quotation mark missing there?",
            row=row,
            limit=limits.field,
        )
    )


def nothing_in_it() -> Unreadable:
    return Unreadable(message("The file is empty."))


def damaged() -> Unreadable:
    return Unreadable(
        message("The file is damaged and cannot be opened. Open it where it came from, save it again, and choose that.")
    )
