from __future__ import annotations

import pytest

from feedback.tables.sheet_rows import filled_rows

SHEET = (
    b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="3"/></row><row r="3"/>'
    b'<row r="4"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
)


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_rows_with_a_value_count_however_the_sheet_is_cut(size: int) -> None:
    assert filled_rows(SHEET[at : at + size] for at in range(0, len(SHEET), size)) == 2


def test_a_row_without_an_end_is_not_kept() -> None:
    assert filled_rows([b"x" * 9_000_000, b"</row>"]) == 0
