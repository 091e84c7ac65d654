from __future__ import annotations

import pytest

from feedback.evidence.reader.assemble import beginning, below_header
from feedback.evidence.reader.shape import LIMITS, SAMPLE_ROWS, Limits, Row, Unreadable


def numbered(*records: list[str]):
    return iter(list(enumerate(records, start=1)))


def test_short_rows_are_padded_and_keep_their_number() -> None:
    rows = list(below_header(iter([(1, ["a", "b"]), (3, ["1"])]), 2, LIMITS))
    assert rows == [Row(3, {"a": "1", "b": ""})]


def test_empty_cells_beyond_the_header_are_no_problem() -> None:
    assert list(below_header(numbered(["a"], ["1", "", " "]), 1, LIMITS)) == [Row(2, {"a": "1"})]


def test_filled_cells_beyond_the_header_are_kept_and_make_a_problem() -> None:
    row = next(below_header(numbered(["a", "b"], ["1", "2", "", "4"]), 2, LIMITS))
    assert (row.cells, row.extra) == ({"a": "1", "b": "2"}, ("", "4"))
    assert row.problem is not None
    assert row.problem.reason.params == {"found": 4, "expected": 2}


def test_a_long_cell_names_its_column_and_the_limit() -> None:
    row = next(below_header(numbered(["a", "b"], ["1", "xxxxxx"]), 2, Limits(cell=5)))
    assert row.problem is not None
    assert (row.problem.column, row.problem.reason.params) == ("b", {"limit": 5})
    assert row.cells["b"] == "xxxxxx"


def test_the_header_is_the_first_record_with_anything_in_it() -> None:
    header, sample, width = beginning(numbered(["", " "], ["a", "b"], ["1", "2"]), LIMITS, widen=False)
    assert (header, sample, width) == (("a", "b"), (Row(3, {"a": "1", "b": "2"}),), 2)


def test_a_workbook_may_have_columns_without_a_header() -> None:
    header, sample, width = beginning(numbered(["a"], ["1", "2"]), LIMITS, widen=True)
    assert (header, width, sample[0].cells) == (("a", "[B]"), 2, {"a": "1", "[B]": "2"})


def test_the_sample_is_the_first_rows() -> None:
    records = numbered(["a"], *[[str(n)] for n in range(100)])
    assert [row.number for row in beginning(records, LIMITS, widen=False)[1]] == list(range(2, SAMPLE_ROWS + 2))


def test_a_file_without_rows_says_so() -> None:
    with pytest.raises(Unreadable, match="header and no rows"):
        beginning(numbered(["a", "b"]), LIMITS, widen=False)
    with pytest.raises(Unreadable, match="empty"):
        beginning(numbered(["", ""]), LIMITS, widen=False)


def test_the_row_above_the_limit_ends_it_with_its_number() -> None:
    rows = below_header(numbered(["a"], ["1"], ["2"], ["3"]), 1, Limits(rows=2))
    assert [next(rows).number, next(rows).number] == [2, 3]
    with pytest.raises(Unreadable) as refused:
        next(rows)
    assert refused.value.message.params == {"limit": 2, "row": 4}


def test_the_columns_of_a_file_of_bad_rows_are_left_out_and_its_guards_taken_off() -> None:
    records = numbered(["feedback_row", "feedback_column", "feedback_reason", "t"], ["7", "t", "why", "'=1"])
    header, sample, _ = beginning(records, LIMITS, widen=False)
    assert (header, sample[0].cells) == (("t",), {"t": "=1"})


def test_guards_of_other_files_are_text() -> None:
    assert next(below_header(numbered(["t"], ["'=1"]), 1, LIMITS)).cells == {"t": "'=1"}
