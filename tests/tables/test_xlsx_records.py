from __future__ import annotations

import datetime as dt
import io
import tracemalloc

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.tables.archive import checked_archive
from feedback.tables.limits import LIMITS, Limits, Unreadable
from feedback.tables.values import value_text
from feedback.tables.workbook import read_workbook
from feedback.tables.xlsx_records import xlsx_records

from .test_workbook_parts import STRINGS, STYLES
from .workbooks import MAIN, declaring, packed, parts, sheet_xml, workbook


def records(data: bytes, limits: Limits = LIMITS) -> list[tuple[int, list[str]]]:
    with checked_archive(io.BytesIO(data), limits) as archive:
        book = read_workbook(archive)
        return list(xlsx_records(book, book.sheets[0].name, limits))


def cells(xml: str, **more: str) -> list[str]:
    """What one row of cells, given as XML, says."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{xml}</row></sheetData></worksheet>'
    return records(packed(parts({"A": sheet}, **more)))[0][1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>5</v></c>", "5"),
        ("<c><v>5.0</v></c>", "5"),
        ("<c><v>4.0999999999999996</v></c>", "4.1"),
        ("<c><v>1E3</v></c>", "1000"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="s"><v>1</v></c>', "dos"),
        ('<c t="str"><f>A1&amp;"x"</f><v>cached</v></c>', "cached"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="d"><v>2024-03-12</v></c>', "2024-03-12"),
        ('<c s="1"><v>45363</v></c>', "2024-03-12"),
        ('<c s="2"><v>45363.395833333336</v></c>', "2024-03-12T09:30:00"),
        ('<c s="1"><v>0.5</v></c>', "12:00:00"),
        ('<c s="3"><v>1.5</v></c>', "36:00:00"),
        ('<c s="4"><v>45363</v></c>', "45363"),
        ('<c s="1"><v>99999999999</v></c>', "99999999999"),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>X</t></rPh></is></c>', "ab"),
        ('<c t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
    ],
)
def test_what_a_cell_says(cell: str, text: str) -> None:
    assert cells(cell, strings=STRINGS, styles=STYLES) == [text]


@pytest.mark.parametrize(("as_percent", "said"), [(True, ["70%", "100%", "0.7"]), (False, ["0.7", "1", "0.7"])])
def test_a_share_is_said_as_it_is_shown_where_that_is_wanted(as_percent: bool, said: list[str]) -> None:
    made = openpyxl.Workbook()
    made.active.append([0.7, 1, 0.7])
    for cell in (made.active["A1"], made.active["B1"]):
        cell.number_format = "0%"
    kept = io.BytesIO()
    made.save(kept)
    with checked_archive(kept, LIMITS) as archive:
        book = read_workbook(archive, as_percent=as_percent)
        assert list(xlsx_records(book, book.sheets[0].name, LIMITS)) == [(1, said)]


def test_a_formula_never_calculated_is_empty() -> None:
    assert cells("<c><f>1+1</f></c><c><v>7</v></c>") == ["", "7"]


def test_cells_stand_where_their_reference_says() -> None:
    assert cells('<c r="B1"><v>1</v></c><c><v>2</v></c><c r="AA1"><v>3</v></c>') == ["", "1", "2", *[""] * 23, "3"]


def test_rows_are_numbered_as_in_the_spreadsheet_and_empty_ones_left_out() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="3"><c><v>1</v></c></row><row><c/></row>'
        '<row r="7"><c s="2"/></row><row><c><v>2</v></c></row></sheetData></worksheet>'
    )
    assert records(packed(parts({"A": sheet}))) == [(3, ["1"]), (8, ["2"])]


def test_prefixed_elements() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert records(packed(parts({"A": sheet}))) == [(1, ["1"])]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 4)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="_"), max_size=12),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2090, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_cells_are_those_openpyxl_wrote(table: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            cell = book.active.cell(row, column)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"
    data = io.BytesIO()
    book.save(data)
    expected = {number: _trimmed([value_text(value) for value in row]) for number, row in enumerate(table, start=1)}
    assert dict(records(data.getvalue())) == {number: row for number, row in expected.items() if row}


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def test_a_wrong_declared_size_costs_nothing() -> None:
    sheet = sheet_xml([["a"], ["1"], ["2"]], before='<dimension ref="A1:XFD1048576"/>')
    assert records(packed(parts({"A": sheet}))) == [(1, ["a"]), (2, ["1"]), (3, ["2"])]


def test_a_million_formatted_rows_are_not_rows() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>1</v></c></row>{"<row/>" * 100_000}'
        '<row r="1048576"><c><v>2</v></c></row></sheetData></worksheet>'
    )
    assert records(packed(parts({"A": sheet}))) == [(1, ["1"]), (1_048_576, ["2"])]


def test_memory_does_not_grow_with_rows_full_of_nothing() -> None:
    row = f"<row>{'<c/>' * 10_000}</row>"
    bomb = f'<worksheet xmlns="{MAIN}"><sheetData>{row * 20}</sheetData></worksheet>'
    data = packed(parts({"A": bomb}))
    tracemalloc.start()
    try:
        assert records(data) == []
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_row_has_no_more_cells_than_a_spreadsheet_has_columns() -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{"<c/>" * 16_385}</row></sheetData></worksheet>'
    with pytest.raises(Unreadable, match="damaged"):
        records(packed(parts({"A": sheet})))


def test_columns_above_the_limit_name_the_row() -> None:
    with pytest.raises(Unreadable) as refused:
        records(workbook([["a"], [None] * LIMITS.columns + ["far"]]))
    assert refused.value.message.params == {"row": 2, "limit": LIMITS.columns}


def test_formatting_above_the_limit_is_no_column() -> None:
    assert records(workbook([["a", *[None] * 5000]])) == [(1, ["a"])]


def test_a_cell_above_the_limit_names_the_row() -> None:
    with pytest.raises(Unreadable) as refused:
        records(workbook([["a"], ["x" * 101]]), Limits(field=100))
    assert refused.value.message.params == {"row": 2, "limit": 100}


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="99999999999"><c/></row>',
        '<row r="1048577"><c/></row>',
        '<row r="-1"><c/></row>',
        '<row><c r="1"/></row>',
        '<row><c r="XFE1"/></row>',
        '<row><c t="s"><v>999</v></c></row>',
        '<row><c t="s"><v>x</v></c></row>',
        '<row><c s="²"><v>1</v></c></row>',
        "<row><c></row>",
    ],
)
def test_what_no_spreadsheet_has_is_damaged(xml: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        records(packed(parts({"A": f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'})))


def test_numbers_that_are_none_stay_as_they_are() -> None:
    assert cells("<c><v>abc</v></c><c><v>1e999</v></c><c><v>nan</v></c>") == ["abc", "1e999", "nan"]


def test_a_sheet_that_holds_more_than_it_declares_is_refused_and_not_half_read() -> None:
    honest = sheet_xml([["a"], ["1"]])
    data = packed(parts({"A": honest + "\n" * 1_000_000}))
    for declared in (len(honest), 900_000):
        with pytest.raises(Unreadable, match="damaged"):
            records(declaring(data, "xl/worksheets/sheet1.xml", declared))


def long_gap(last: str) -> bytes:
    """A sheet with one row, 20,000 rows without a value, and `last`."""
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 20_002))
    first = '<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>'
    return packed(parts({"A": f'<worksheet xmlns="{MAIN}"><sheetData>{first}{blank}{last}</sheetData></worksheet>'}))


def test_a_sheet_is_over_after_as_many_blank_rows_as_the_limit_says() -> None:
    assert records(long_gap(""), Limits(blank=1_000)) == [(1, ["a"])]


@pytest.mark.parametrize("cell", ["<c><v>5</v></c>", '<c t="inlineStr"><is><t xml:space="preserve">b</t></is></c>'])
def test_a_value_below_that_many_blank_rows_refuses_the_file(cell: str) -> None:
    below = "".join(f'<row r="{row}"/>' for row in range(20_002, 60_000)) + f'<row r="60000">{cell}</row>'
    with pytest.raises(Unreadable, match="empty rows follow row 1"):
        records(long_gap(below), Limits(blank=1_000))
    assert len(records(long_gap(below))) == 2
