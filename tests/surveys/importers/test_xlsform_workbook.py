"""Hostile workbooks end in a refusal that says what is wrong, before they can take time or memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from feedback.surveys.importers import inspect
from feedback.surveys.importers.opening import NotImportable, upload_of
from feedback.surveys.importers.xlsform_workbook import MOST_ROWS, plain_name, read_book, wanted_sheets
from tests.surveys.importers.books import form, xlsx

Change = Callable[[dict[str, bytes]], None]
HEADER = ["type", "name", "label"]


def repacked(book: bytes, change: Change) -> bytes:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return raw.getvalue()


def refused(book: bytes) -> NotImportable:
    with pytest.raises(NotImportable) as error:
        inspect(book)
    return error.value


def test_names_of_sheets_are_compared_as_people_mean_them() -> None:
    assert plain_name("  External  Choices ") == "external_choices"
    assert wanted_sheets(["Survey", "survey ", "CHOICES", "x"]) == {"survey": "Survey", "choices": "CHOICES"}


def test_a_workbook_with_macros_is_never_opened() -> None:
    def with_macros(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"x"

    error = refused(repacked(form(("text", "a", "A")), with_macros))
    assert error.status == 415
    assert "macros" in str(error)


def test_macros_are_known_by_what_the_workbook_declares_too() -> None:
    def declared(parts: dict[str, bytes]) -> None:
        plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        named = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        assert plain in parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, named)

    assert refused(repacked(form(("text", "a", "A")), declared)).status == 415


def test_entities_are_refused() -> None:
    def bombed(parts: dict[str, bytes]) -> None:
        entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        sheet = parts["xl/worksheets/sheet1.xml"]
        head, _, rest = sheet.partition(b"?>")
        parts["xl/worksheets/sheet1.xml"] = head + b"?>" + entities + rest

    assert refused(repacked(form(("text", "a", "A")), bombed)).status == 422


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    def bombed(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = b"<worksheet>" + b" " * 50_000_000 + b"</worksheet>"

    assert refused(repacked(form(("text", "a", "A")), bombed)).status == 422


def test_shared_texts_larger_than_any_questionnaires_are_refused() -> None:
    def filled(parts: dict[str, bytes]) -> None:
        words = b"".join(b"<si><t>%07d</t></si>" % number for number in range(300_000))
        parts["xl/sharedStrings.xml"] = b'<sst xmlns="http://x">' + words + b"</sst>"

    assert "more text than any questionnaire" in str(refused(repacked(form(("text", "a", "A")), filled)))


def test_one_long_text_used_often_is_counted_each_time() -> None:
    rows = [["text", f"q{number}", "x" * 30_000] for number in range(500)]
    assert "more text than any questionnaire" in str(refused(form(*rows)))


def test_too_many_filled_rows_are_refused_with_the_row() -> None:
    rows = [["text", f"q{number}", "L"] for number in range(MOST_ROWS + 5)]
    error = refused(form(*rows))
    assert error.status == 422
    assert f"row {MOST_ROWS + 1} is the first too many" in str(error)


def test_a_sheet_that_only_declares_a_million_rows_is_read_in_little_memory() -> None:
    def declared(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(10, 100_010))
        sheet = sheet.replace(b"</sheetData>", blank + b"</sheetData>")
        assert b'<dimension ref="A1:C2"/>' in sheet
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"A1:C2", b"A1:XFD1048576")

    book = repacked(form(("text", "a", "A")), declared)
    tracemalloc.start()
    read = read_book(upload_of(book))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read.sheets["survey"] == [(1, HEADER), (2, ["text", "a", "A"])]
    assert peak < 20_000_000


def test_rows_below_a_long_gap_are_not_dropped_silently() -> None:
    def gap(parts: dict[str, bytes]) -> None:
        blank = b"".join(b'<row r="%d"/>' % row for row in range(10, 40_010))
        far = b'<row r="40010"><c r="A40010" t="inlineStr"><is><t>text</t></is></c></row>'
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", blank + far + b"</sheetData>")

    error = refused(repacked(form(("text", "a", "A")), gap))
    assert "empty rows follow row 2" in str(error)


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\0" * 100, form(("text", "a", "A"))[:-200]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert refused(data).status == 422


def test_a_document_of_another_program_is_refused() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(raw.getvalue()).status == 415


def test_only_the_sheets_of_the_form_are_read() -> None:
    rows = [["x", "y"]] * (MOST_ROWS + 10)
    book = read_book(upload_of(xlsx({"survey": [HEADER, ["text", "a", "A"]], "data": rows})))
    assert (list(book.sheets), book.others) == (["survey"], ["data"])
