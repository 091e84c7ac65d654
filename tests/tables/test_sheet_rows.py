from __future__ import annotations

import pytest

from feedback.tables.sheet_rows import filled_rows, without_blank_rows

SHEET = (
    b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="3"/></row><row r="3"/>'
    b'<row r="4"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
)


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_rows_with_a_value_count_however_the_sheet_is_cut(size: int) -> None:
    assert filled_rows(SHEET[at : at + size] for at in range(0, len(SHEET), size)) == 2


def test_a_row_without_an_end_is_not_kept() -> None:
    assert filled_rows([b"x" * 9_000_000, b"</row>"]) == 0


ROW = b'<row r="%d" spans="1:2"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
FORMATTED = b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row><row r="%d"/>'


def sheet() -> bytes:
    rows = b"".join(FORMATTED % (n, n, n, n + 1) for n in range(2, 200, 2))
    return b"<sheetData>" + ROW % (1, 1) + rows + ROW % (200, 200) + b"</sheetData>"


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_formatted_rows_are_left_out_wherever_the_pieces_end(size: int) -> None:
    raw = sheet()
    kept = b"".join(without_blank_rows(raw[start : start + size] for start in range(0, len(raw), size)))
    assert kept == b"<sheetData>" + ROW % (1, 1) + ROW % (200, 200) + b"</sheetData>"


@pytest.mark.parametrize(
    "raw",
    [
        b'<row><c r="A1"/></row><row r="2"/>',
        b'<x:row r="1"><x:c r="A1"/></x:row>',
        b'<row r="1"><c r="A1"><f>1+1</f></c></row>',
        b'<row r="1"><c t="inlineStr"><is><t><![CDATA[<row r="2"/>]]></t></is></c></row>',
        b"no rows at all",
    ],
)
def test_what_could_mean_something_stays(raw: bytes) -> None:
    assert b"".join(without_blank_rows([raw])) == raw
