"""Lines as files: CSV and JSON lines as they come, a workbook in one piece. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import xlsxwriter

from feedback.errors import N_, Message, message
from feedback.spreadsheet import csv_line, csv_lines
from feedback.surveys.document import Questionnaire
from feedback.surveys.exporting import NotExportable
from feedback.surveys.exporting.answers import Record, as_object, codebook, table

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""What a workbook holds: characters in a cell, lines below the heading."""
PIECE = 64 * 1024
CODEBOOK = (
    message(N_("Column")),
    message(N_("Question")),
    message(N_("Stage")),
    message(N_("Value")),
    message(N_("What it stands for")),
    message(N_("Kind")),
    message(N_("Question id")),
)
Speak = Callable[[Message], str]


def csv_of(document: Questionnaire, records: Iterable[Record]) -> Iterator[bytes]:
    """The responses as CSV in UTF-8 with a BOM, in pieces."""
    made = table(document)
    return csv_pieces(made.heading(), map(made.line, records))


def csv_pieces(heading: Sequence[str], lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Any table as CSV in UTF-8 with a BOM, in pieces; None is an empty cell."""
    return _pieces("\ufeff" + csv_line(heading), csv_lines(lines))


def jsonl_of(document: Questionnaire, records: Iterable[Record]) -> Iterator[bytes]:
    """The responses as JSON lines, in pieces."""
    made = table(document)
    return _pieces("", (json.dumps(as_object(made, record), ensure_ascii=False) + "\n" for record in records))


def codebook_csv(document: Questionnaire, language: str, speak: Speak = str) -> Iterator[bytes]:
    """What stands in each column of the responses."""
    return csv_pieces([speak(name) for name in CODEBOOK], _book(document, language, speak))


def xlsx_of(document: Questionnaire, records: Iterable[Record], language: str, speak: Speak = str) -> bytes:
    """The responses as a workbook, with the codebook as its second sheet; cells are texts and numbers, never formulas.

    Raises:
        NotExportable: a text or the number of responses is more than a workbook holds: take CSV.
    """
    raw = io.BytesIO()
    never = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    options = {"constant_memory": True, **dict.fromkeys(never, False)}
    made = table(document)
    with xlsxwriter.Workbook(raw, options) as book:
        _sheet(book, "responses", [made.heading()], (made.line(record) for record in records))
        _sheet(book, "codebook", [[speak(name) for name in CODEBOOK]], _book(document, language, speak))
    return raw.getvalue()


def _book(document: Questionnaire, language: str, speak: Speak) -> Iterator[list[str]]:
    for column, text, stage, value, label, kind, question in codebook(document, language):
        yield [column, text, stage, value, label, speak(kind), question]


def _sheet(
    book: xlsxwriter.Workbook, name: str, heading: Iterable[Sequence[object]], lines: Iterable[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(name)
    for row, cells in enumerate(chain(heading, lines)):
        if row > MOST_ROWS:
            raise NotExportable(message(N_("A workbook holds no more than a million answers. Take CSV instead.")))
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, str) and cell:
        if len(cell) > LONGEST_CELL:
            text = N_("A text of %(n)s characters does not fit into a cell of a workbook. Take CSV instead.")
            raise NotExportable(message(text, n=len(cell)))
        sheet.write_string(row, column, cell)


def _pieces(start: str, lines: Iterable[str]) -> Iterator[bytes]:
    """Lines put together until they are worth sending; the first piece goes at once."""
    held = [start]
    size = PIECE
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(held).encode("utf-8", "surrogatepass")
            held, size = [], 0
    if held:
        yield "".join(held).encode("utf-8", "surrogatepass")
