from __future__ import annotations

import io

import pytest

from feedback.tables.archive import checked_archive
from feedback.tables.limits import LIMITS, Sheet, Unreadable, UnsupportedKind
from feedback.tables.workbook import Workbook, read_workbook

from .test_workbook_parts import STRINGS, STYLES
from .workbooks import packed, parts, sheet_xml, workbook


def read(data: bytes) -> Workbook:
    with checked_archive(io.BytesIO(data), LIMITS) as archive:
        return read_workbook(archive)


def test_sheets_in_the_order_of_their_tabs() -> None:
    xml = sheet_xml([["a"]])
    book = read(packed(parts({"Datos": xml, "Oculta": xml, "Más & más": xml}, states={"Oculta": "veryHidden"})))
    assert book.sheets == (Sheet("Datos"), Sheet("Oculta", hidden=True), Sheet("Más & más"))
    assert book.parts["Oculta"] == "xl/worksheets/sheet2.xml"


def test_strings_and_date_styles_come_with_the_workbook() -> None:
    book = read(workbook([["a"]], strings=STRINGS, styles=STYLES))
    assert (book.strings[:2], book.dates, book.durations) == (["uno", "dos"], {1, 2, 3}, {3})


def test_a_format_without_end_takes_no_time() -> None:
    styles = STYLES.replace("dd/mm/yyyy", "[" * 500_000)
    assert read(workbook([["a"]], styles=styles)).dates == {1, 3}


def test_the_calendar_of_old_macs() -> None:
    files = parts({"A": sheet_xml([["a"]])})
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert (read(packed(files)).mac_epoch, read(workbook([["a"]])).mac_epoch) == (True, False)


def test_the_strict_spelling_of_the_format() -> None:
    files = {
        name: content.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006", "http://purl.oclc.org/ooxml"
        ).replace("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument")
        for name, content in parts({"A": sheet_xml([["a"]])}).items()
    }
    assert read(packed(files)).sheets == (Sheet("A"),)


def test_a_word_document_is_no_workbook() -> None:
    with pytest.raises(UnsupportedKind, match="not an Excel workbook"):
        read(packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}))


def test_a_binary_workbook() -> None:
    with pytest.raises(UnsupportedKind, match="xlsb"):
        read(packed({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"x"}))


def test_a_workbook_declared_with_macros() -> None:
    files = parts({"A": sheet_xml([["a"]])})
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    with pytest.raises(UnsupportedKind, match="macros"):
        read(packed(files))


def test_links_that_lead_outside_name_nothing() -> None:
    files = parts({"A": sheet_xml([["a"]])})
    rels = files["xl/_rels/workbook.xml.rels"]
    files["xl/_rels/workbook.xml.rels"] = rels.replace("worksheets/sheet1.xml", "../../../../etc/passwd")
    with pytest.raises(Unreadable, match="no sheet"):
        read(packed(files))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_an_entity_bomb_in_any_part(part: str) -> None:
    files = parts({"A": sheet_xml([["a"]])})
    files[part] = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + files[part]
    with pytest.raises(Unreadable, match="entities"):
        read(packed(files))


def test_an_entity_bomb_in_the_strings() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + STRINGS
    with pytest.raises(Unreadable, match="entities"):
        read(workbook([["a"]], strings=bomb))
