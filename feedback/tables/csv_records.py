"""Records of a text table, one at a time, in constant memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from feedback.errors import message

from .encoding import codec
from .limits import Limits, Unreadable, cell_too_long, too_many_columns, too_many_rows

# NUL never comes out of `_lines`, so no file can imitate the end.
END = "\0"
# A file of nothing but line ends must come to an end, too.
BLANK_LINES = 2


def csv_records(
    stream: io.BufferedReader, encoding: str, delimiter: str, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """(line in a spreadsheet, cells) per record that is not a blank line.

    A record with line breaks inside quotation marks is one line of a spreadsheet; a blank line counts as one
    too. Raises Unreadable, with the number, at a cell above the limit and at a quotation mark never closed.
    """
    # The csv module's own limit is one for the whole process: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), limits.field))
    reader = csv.reader(chain(_lines(stream, encoding, limits), [END]), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        record = _next(reader, limits, number)
        if record == [END]:
            return
        if record:
            _check(record, limits, number)
            yield number, record
        elif number > BLANK_LINES * limits.rows:
            raise too_many_rows(limits, number)


def _next(reader: Iterator[list[str]], limits: Limits, number: int) -> list[str]:
    try:
        return next(reader)
    except csv.Error as error:
        raise cell_too_long(limits, number) from error


def _check(record: list[str], limits: Limits, number: int) -> None:
    if record[-1].endswith(END):
        raise Unreadable(
            message("A quotation mark opened in row %(row)s is never closed. Close it and try again.", row=number)
        )
    if len(record) > limits.columns:
        raise too_many_columns(limits, number)
    if max(map(len, record)) > limits.field:
        raise cell_too_long(limits, number)


def _lines(stream: io.BufferedReader, encoding: str, limits: Limits) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding=codec(encoding), errors="replace", newline="")
    number = 0
    while line := text.readline(limits.line):
        number += 1
        if len(line) >= limits.line:
            raise _line_too_long(limits, number)
        # A spreadsheet takes a first line `sep=;` as a setting and does not show it.
        if number == 1 and line.lower().startswith("sep=") and len(line.strip()) <= len("sep=;"):
            continue
        yield line.replace("\0", "")


def _line_too_long(limits: Limits, number: int) -> Unreadable:
    return Unreadable(
        message(
            "Line %(line)s is longer than %(limit)s characters, which is the limit. Is this a table?",
            line=number,
            limit=limits.line,
        )
    )
