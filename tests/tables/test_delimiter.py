from __future__ import annotations

import pytest

from feedback.tables.delimiter import guess_delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter(delimiter: str) -> None:
    rows = [["comentario", "nota", "fecha"], ["Bien, sin más; la verdad", "3,5", "1|2\t3"], ["Mal", "1", ""]]
    sample = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert guess_delimiter(sample) == delimiter


def test_a_decimal_comma_does_not_beat_the_semicolon() -> None:
    assert guess_delimiter("texto;nota\nbien;4,5\nmal;1,5\nregular;3,0\n") == ";"


def test_line_breaks_in_quotation_marks_are_not_rows() -> None:
    assert guess_delimiter('a;b\n"uno, dos\ntres, cuatro\ncinco";1\n') == ";"


def test_one_column_with_commas_in_it_stays_one_column() -> None:
    sample = "comentario\nbien, gracias\nmal\nni bien, ni mal, regular\n"
    assert guess_delimiter(sample) != ","


def test_one_plain_column() -> None:
    assert guess_delimiter("comentario\nbien\nmal\n") == ","


def test_one_delimiter_more_at_the_end_of_each_row_is_no_obstacle() -> None:
    assert guess_delimiter("a,b,c\n1,2,3,\n4,5,6,\n") == ","


def test_the_name_decides_between_equals() -> None:
    assert guess_delimiter("a\tb,c\n1\t2,3\n", "export.tsv.gz") == "\t"
    assert guess_delimiter("a\tb,c\n1\t2,3\n", "export.csv") == ","


def test_a_cut_last_row_is_not_held_against_a_delimiter() -> None:
    sample = "a,b;c\n1,2;3\n4,5;6\n7;8"
    assert guess_delimiter(sample, complete=False) == ","
    assert guess_delimiter(sample, complete=True) == ";"


def test_nothing_at_all() -> None:
    assert guess_delimiter("") == ","
