from __future__ import annotations

import pytest

from feedback.evidence.reader.assemble import beginning, below_header
from feedback.evidence.reader.choices import Choice
from feedback.evidence.reader.shape import SAMPLE_ROWS, CrossTable, Layout, Row
from feedback.tables.limits import LIMITS, Limits, Unreadable


def numbered(*records: list[str]):
    return iter(list(enumerate(records, start=1)))


def test_short_rows_are_padded_and_keep_their_number() -> None:
    rows = list(below_header(iter([(1, ["a", "b"]), (3, ["1"])]), Layout(("a", "b")), LIMITS))
    assert rows == [Row(3, {"a": "1", "b": ""})]


def test_empty_cells_beyond_the_header_are_no_problem() -> None:
    assert list(below_header(numbered(["a"], ["1", "", " "]), Layout(("a",)), LIMITS)) == [Row(2, {"a": "1"})]


def test_filled_cells_beyond_the_header_are_kept_and_make_a_problem() -> None:
    row = next(below_header(numbered(["a", "b"], ["1", "2", "", "4"]), Layout(("a", "b")), LIMITS))
    assert (row.cells, row.extra) == ({"a": "1", "b": "2"}, ("", "4"))
    assert row.problem is not None
    assert row.problem.reason.params == {"found": 4, "expected": 2}


def test_a_long_cell_names_its_column_and_the_limit() -> None:
    row = next(below_header(numbered(["a", "b"], ["1", "xxxxxx"]), Layout(("a", "b")), Limits(cell=5)))
    assert row.problem is not None
    assert (row.problem.column, row.problem.reason.params) == ("b", {"limit": 5})
    assert row.cells["b"] == "xxxxxx"


def test_the_header_is_the_first_record_with_anything_in_it() -> None:
    found = beginning(numbered(["", " "], ["a", "b"], ["1", "2"]), LIMITS, widen=False)
    assert (found.header, found.sample, found.width) == (("a", "b"), (Row(3, {"a": "1", "b": "2"}),), 2)


def test_a_workbook_may_have_columns_without_a_header() -> None:
    found = beginning(numbered(["a"], ["1", "2"]), LIMITS, widen=True)
    assert (found.header, found.width, found.sample[0].cells) == (("a", "[B]"), 2, {"a": "1", "[B]": "2"})


def test_the_sample_is_the_first_rows() -> None:
    records = numbered(["a"], *[[str(n)] for n in range(100)])
    assert [row.number for row in beginning(records, LIMITS, widen=False).sample] == list(range(2, SAMPLE_ROWS + 2))


def test_a_file_without_rows_says_so() -> None:
    with pytest.raises(Unreadable, match="header and no rows"):
        beginning(numbered(["a", "b"]), LIMITS, widen=False)
    with pytest.raises(Unreadable, match="empty"):
        beginning(numbered(["", ""]), LIMITS, widen=False)


def test_the_row_above_the_limit_ends_it_with_its_number() -> None:
    rows = below_header(numbered(["a"], ["1"], ["2"], ["3"]), Layout(("a",)), Limits(rows=2))
    assert [next(rows).number, next(rows).number] == [2, 3]
    with pytest.raises(Unreadable) as refused:
        next(rows)
    assert refused.value.message.params == {"limit": 2, "row": 4}


def test_the_columns_of_a_file_of_bad_rows_are_left_out_and_its_guards_taken_off() -> None:
    records = numbered(["feedback_row", "feedback_column", "feedback_reason", "t"], ["7", "t", "why", "'=1"])
    found = beginning(records, LIMITS, widen=False)
    assert (found.header, found.sample[0].cells) == (("t",), {"t": "=1"})


def test_guards_of_other_files_are_text() -> None:
    assert next(below_header(numbered(["t"], ["'=1"]), Layout(("t",)), LIMITS)).cells == {"t": "'=1"}


OPTIONS = Choice("Seen?", (1, 3), ("Film one", "Film two"))


def test_the_options_of_a_question_are_one_cell_where_the_first_stood() -> None:
    layout = Layout(("id", "q1", "name", "q2"), 2, (OPTIONS,))
    records = numbered(
        ["id", "Seen?", "name", ""], ["", "Film one", "", "Film two"], ["7", "x", "Ada", "x"], ["8", "", "Bo"]
    )
    rows = list(below_header(records, layout, LIMITS))
    assert [row.cells for row in rows] == [
        {"id": "7", "Seen?": "Film one; Film two", "name": "Ada"},
        {"id": "8", "Seen?": "", "name": "Bo"},
    ]
    assert [row.number for row in rows] == [3, 4]


def test_a_joined_question_stands_apart_from_a_column_that_is_called_the_same() -> None:
    layout = Layout(("Seen?", "q1", "n", "q2"), 1, (OPTIONS,))
    [row] = below_header(numbered(["a", "b", "c", "d"], ["yes", "1", "n", "0"]), layout, LIMITS)
    assert row.cells == {"Seen?": "yes", "Seen? (2)": "Film one", "n": "n"}


def test_a_header_of_two_rows_is_found_and_another_number_can_be_told() -> None:
    def records():
        return numbered(["RespondentID", "How was it?", ""], ["", "Food", "Room"], ["1", "good", "bad"])

    found = beginning(records(), LIMITS, widen=False)
    assert (found.header, found.heading.tool) == (
        ("RespondentID", "How was it?: Food", "How was it?: Room"),
        "surveymonkey",
    )
    assert [row.number for row in found.sample] == [3]
    told = beginning(records(), LIMITS, widen=False, header_rows=1)
    assert (told.header, len(told.sample)) == (("RespondentID", "How was it?", "[C]"), 2)


def test_a_table_of_results_is_refused() -> None:
    rows = [[f"Answer {n}", "0.25", "0.5", "0.125"] for n in range(1, 8)]
    with pytest.raises(CrossTable, match="table of results"):
        beginning(numbered(["", "Total", "Men", "Women"], *rows), LIMITS, widen=True)


def test_what_a_vvexport_escapes_is_read_as_it_was_written() -> None:
    layout = Layout(("id", "why"), 2, escaped=True)
    [row] = below_header(numbered(["Id", "?"], ["id", "q1"], ["1", "{quote}so{quote}{newline}it is"]), layout, LIMITS)
    assert row.cells["why"] == '"so"\nit is'
