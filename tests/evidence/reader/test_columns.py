from __future__ import annotations

from feedback.evidence.reader import Limits, sniff
from feedback.evidence.reader.columns import ColumnProfile, profile


def counted(*cells: str) -> ColumnProfile:
    column = ColumnProfile("c")
    for cell in cells:
        column.add(cell)
    return column


def test_what_stands_in_the_cells_is_counted() -> None:
    column = counted("1,5", "2", "3.000,25", "1,000", "a longer text", "2")
    assert (column.filled, column.numeric, column.decimal_comma, column.several) == (6, 5, 1, 1)
    assert (column.samples, column.values["2"], column.kinds) == (["1,5", "2", "3.000,25"], 2, 5)


def test_spellings_are_one_kind() -> None:
    assert counted("Sí", "si", "SI", "no").kinds == 2


def test_an_empty_column_has_no_shares() -> None:
    column = ColumnProfile("c")
    assert (column.varied, column.mean_length, column.share(0)) == (0.0, 0.0, 0.0)


def test_columns_are_counted_without_blanks_and_what_the_tool_writes_for_none() -> None:
    data = "StartDate,EndDate,Finished,Q1\n2024-01-01,2024-01-01,1,-99\n2024-01-01,2024-01-02,1, good \n,,,\n"
    shape = sniff(data.encode())
    assert shape.tool == "qualtrics"
    found = profile(data.encode(), shape)
    assert (found.rows, found.complete) == (3, True)
    assert [(column.name, column.filled) for column in found.columns][-1] == ("Q1", 1)
    assert found.columns[-1].samples == ["good"]


def test_only_the_beginning_of_a_long_file_is_counted() -> None:
    data = ("a," * 1000)[:-1] + "\n" + "\n".join(("1," * 1000)[:-1] for _ in range(300))
    limits = Limits(columns=1000)
    found = profile(data.encode(), sniff(data.encode(), limits=limits), limits=limits)
    assert (found.rows, found.complete) == (200, False)
