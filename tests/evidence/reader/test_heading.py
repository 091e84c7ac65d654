from __future__ import annotations

from feedback.evidence.reader.heading import (
    Heading,
    cell,
    cells,
    filled_forward,
    named,
    of_two_rows,
    two_names,
    width_of,
)

UPPER, LOWER = ["id", "How?", "", "", ""], ["", "Food", "Room\n two", "Response"]


def test_a_blank_cell_is_filled_from_its_left_where_something_stands_below() -> None:
    assert filled_forward(UPPER, LOWER, 5) == ["id", "How?", "How?", "How?", ""]


def test_question_and_option_are_joined_and_what_says_nothing_is_left_out() -> None:
    upper = filled_forward(UPPER, LOWER, 5)
    joined = of_two_rows(upper, cells(LOWER, 5), frozenset({"response"}))
    assert joined == ["id", "How?: Food", "How?: Room two", "How?", ""]
    assert of_two_rows(["same", ""], ["same", "low"]) == ["same", "low"]


def test_a_column_may_be_called_by_either_row_and_by_both() -> None:
    assert two_names(["How?"], ["Food"]) == (("How?", "Food", "How? | Food"),)


def test_short_records_end_in_blanks() -> None:
    assert (cell(["a"], 3), cells(["a"], 2), width_of([["a"], ["b", "c"], ["d"] * 9], 2)) == ("", ["a", ""], 2)


def test_what_stands_above_the_rows_is_header_and_titles() -> None:
    assert Heading(named(["a", "a"]), rows=2, before=3).skip == 5
    assert named(["a", "a", ""]) == ("a", "a (2)", "[C]")
