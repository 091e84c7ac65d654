from __future__ import annotations

import pytest

from feedback.evidence.reader.header_rows import find_heading

ROWS = [["1", "good", "bad", "x y"], ["2", "bad", "good", "z"]]


def test_the_first_record_is_the_header_of_a_plain_table() -> None:
    found = find_heading([["id", "a", "", "c"], *ROWS])
    assert (found.names, found.rows, found.before, found.tool) == (("id", "a", "[C]", "c"), 1, 0, "")


def test_titles_above_the_header_are_passed_over() -> None:
    sheet = [["Encuesta 2023"], [""], ["id", "a", "b", "c"], *ROWS]
    text = [["Encuesta 2023", "", "", ""], ["", "", "", ""], ["id", "a", "b", "c"], *ROWS]
    for records in (sheet, text):
        found = find_heading(records)
        assert (found.names, found.before, found.skip) == (("id", "a", "b", "c"), 2, 3)


@pytest.mark.parametrize(
    "records",
    [
        [["text"], ["a", "b"], ["c", "d"]],
        [["text"], ["one"], ["two"]],
        [["only", "two"], ["a", "b"]],
        [["text", ""], ["a", "b", "c"], ["d", "e", "f"]],
    ],
)
def test_a_narrow_table_has_no_titles(records: list[list[str]]) -> None:
    assert find_heading(records).before == 0


def test_merged_heads_over_named_columns_are_two_rows() -> None:
    found = find_heading([["Id", "Servicio", "", "Motivo"], ["", "Comida", "Cuarto", ""], *ROWS])
    assert (found.rows, found.names) == (2, ("Id", "Servicio: Comida", "Servicio: Cuarto", "Motivo"))
    assert [option.question if option else "" for option in found.options] == ["", "Servicio", "Servicio", ""]


@pytest.mark.parametrize(
    "second",
    [["1", "5", "4", "3"], ["", "good", "bad", ""], ["", "Comida", "", ""]],
)
def test_a_row_of_answers_below_a_header_with_blanks_is_no_header(second: list[str]) -> None:
    assert find_heading([["Id", "Servicio", "", "Motivo"], second, *ROWS]).rows == 1


def test_a_person_may_say_how_many_rows_the_header_takes() -> None:
    records = [["Id", "Servicio", "", "Motivo"], ["", "Comida", "Cuarto", ""], *ROWS]
    assert find_heading(records, 1).names == ("Id", "Servicio", "[C]", "Motivo")
    assert find_heading(records, 2) == find_heading(records)
    assert find_heading([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"], *ROWS], 3).names[0] == "a: d: g"


def test_a_file_of_mended_rows_is_read_as_it_is() -> None:
    header = ["feedback_row", "feedback_column", "feedback_reason", "RespondentID", ""]
    found = find_heading([header, ["", "", "", "", "Response"], ["3", "a", "b", "1", "good"]])
    assert (found.rows, found.tool) == (1, "")
