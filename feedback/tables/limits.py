"""How much of one file is read, and why a file cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from feedback.errors import Invalid, message

Source = bytes | str | Path | BinaryIO


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, in the order of its tabs."""

    name: str
    hidden: bool = False


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
