"""Records of one sheet of a workbook, one at a time, in constant memory.

openpyxl's own read-only mode is not used for rows: it keeps an object per row and per element, takes the
declared size of a sheet at its word, and needs the whole stylesheet to be valid. Both give the same cells
(tests compare them); dates and formats are openpyxl's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

from .archive import pieces
from .limits import Limits, cell_too_long, damaged, too_many_columns, value_after_blanks
from .sheet_rows import without_blank_rows
from .values import number_text, storable, value_text
from .workbook import Workbook
from .xml_stream import Events, fed

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
TAG = 80
_VALUE = re.compile(rb"[<:][vt](?: [^>]{0,60})?>[^<]")
_WHOLE = re.compile(r"-?[0-9]{1,15}")


def xlsx_records(book: Workbook, sheet: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """(line in the spreadsheet, cells) per row with anything in it; formulas by the value last stored."""
    handler = _Rows(book, limits)
    source = pieces(book.archive, book.parts[sheet])
    if limits.blank >= LAST_ROW:
        source = without_blank_rows(source)
    for _ in fed(source, handler):
        yield from handler.finished
        handler.finished.clear()
        if handler.over or handler.blank > limits.blank:
            break
    # To the end, so that a part whose checksum or size is wrong is refused and not half believed.
    below = _holds_value(source)
    if below and not handler.over:
        raise value_after_blanks(limits, handler.last)


def _holds_value(pieces_left: Iterator[bytes]) -> bool:
    """Whether a cell with a value stands in what is left of a sheet; all of it is taken."""
    tail, found = b"", False
    for piece in pieces_left:
        found = found or _VALUE.search(tail + piece) is not None
        tail = piece[-TAG:]
    return found


class _Rows(Events):
    def __init__(self, book: Workbook, limits: Limits) -> None:
        super().__init__()
        self.finished: list[tuple[int, list[str]]] = []
        self.over = False
        self.last = 0
        self.blank = 0
        self._book = book
        self._limits = limits
        self._row = 0
        self._column = 0
        self._cells_seen = 0
        self._cells: dict[int, str] = {}
        self._attrs: dict[str, str] = {}
        self._in_value = False
        self._in_inline = False
        self._phonetic = 0
        self._value: list[str] = []
        self._length = 0

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attrs)
        elif tag == "v":
            self._in_value = True
        elif tag == "t":
            self._in_value = self._in_inline and not self._phonetic
        elif tag == "row":
            self._start_row(attrs)
        elif tag == "is":
            self._in_inline = True
        elif tag == "rPh":
            self._phonetic += 1

    def closed(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "is":
            self._in_inline = False
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "sheetData":
            self.over = True

    def text(self, content: str) -> None:
        if self._in_value:
            self._length += len(content)
            if self._length > self._limits.field:
                raise cell_too_long(self._limits, self._row)
            self._value.append(content)

    def _start_row(self, attrs: dict[str, str]) -> None:
        self._row = _index(attrs.get("r"), self._row)
        self._column = 0
        self._cells_seen = 0
        self._cells = {}
        if self._row > LAST_ROW:
            raise damaged()

    def _end_row(self) -> None:
        self.blank += 1
        if self._cells:
            self.last, self.blank = self._row, 0
            width = max(self._cells)
            self.finished.append((self._row, [self._cells.get(column, "") for column in range(1, width + 1)]))

    def _start_cell(self, attrs: dict[str, str]) -> None:
        # Formatted cells without a value are the bulk of some sheets: the rest waits until there is one.
        reference = attrs.get("r")
        self._column = _column(reference) if reference else self._column + 1
        self._attrs = attrs
        self._cells_seen += 1
        if self._cells_seen > LAST_COLUMN:
            raise damaged()

    def _end_cell(self) -> None:
        if not self._value:
            return
        text = self._cell_text("".join(self._value))
        self._value.clear()
        self._length = 0
        if text:
            self._keep(text)

    def _keep(self, text: str) -> None:
        if self._column > self._limits.columns:
            raise too_many_columns(self._limits, self._row)
        self._cells[self._column] = text

    def _cell_text(self, value: str) -> str:
        match self._attrs.get("t", "n"):
            case "s":
                return self._shared(value)
            case "str" | "inlineStr":
                return storable(unescape(value))
            case "b":
                return value_text(value.strip() in ("1", "true"))
            case "n":
                return self._numeric(value.strip())
        return storable(value)

    def _shared(self, value: str) -> str:
        try:
            return self._book.strings[int(value)]
        except (ValueError, IndexError) as error:
            raise damaged() from error

    def _numeric(self, value: str) -> str:
        style = _index(self._attrs.get("s", "0"), 0)
        if value and style in self._book.dates:
            return self._date(value, timedelta=style in self._book.durations)
        if value and style in self._book.shares:
            return _percent(value)
        return value if _WHOLE.fullmatch(value) else _decimal(value)

    def _date(self, value: str, *, timedelta: bool) -> str:
        epoch: Any = self._book.epoch
        try:
            return value_text(from_excel(float(value), epoch, timedelta=timedelta))
        except (ValueError, OverflowError):
            return _decimal(value)


def _decimal(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return storable(value)
    return number_text(number) if abs(number) < 1e30 else value


def _percent(value: str) -> str:
    """A share as a spreadsheet shows it: 0.7 is 70%."""
    try:
        return f"{number_text(100 * float(value))}%"
    except (ValueError, OverflowError):
        return storable(value)


def _index(text: str | None, previous: int) -> int:
    if text is None:
        return previous + 1
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        raise damaged()
    return int(text)


def _column(reference: str) -> int:
    """Column of a cell reference, counted from 1: A1 → 1, AA7 → 27."""
    column = 0
    for letter in reference:
        if "A" <= letter <= "Z":
            column = column * 26 + ord(letter) - 64
        elif "a" <= letter <= "z":
            column = column * 26 + ord(letter) - 96
        else:
            break
    if not 1 <= column <= LAST_COLUMN:
        raise damaged()
    return column
