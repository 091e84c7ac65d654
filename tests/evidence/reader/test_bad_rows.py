from __future__ import annotations

from feedback.errors import message
from feedback.evidence.reader import BadRow, bad_rows_csv, rows, sniff
from feedback.evidence.reader.heading import MARKERS

HEADER = ("Comentario", "Nota")
BAD = [
    (BadRow(3, "Nota", message("x"), {"Comentario": "=1+1", "Nota": "-9"}), "-9 no está entre 1 y 5."),
    (BadRow(7, None, message("x"), {"Comentario": "dos\nlíneas; «y»", "Nota": "'=2"}, ("sobra",)), "Sobran celdas."),
]


def written(delimiter: str = ",") -> str:
    return "".join(bad_rows_csv(HEADER, BAD, delimiter))


def test_number_column_and_reason_stand_before_the_cells_and_nothing_can_run() -> None:
    assert written() == (
        '\ufeff"feedback_row","feedback_column","feedback_reason","Comentario","Nota"\r\n'
        '3,"Nota","\'-9 no está entre 1 y 5.","\'=1+1","\'-9"\r\n'
        '7,"","Sobran celdas.","dos\nlíneas; «y»","\'\'=2","sobra"\r\n'
    )


def test_submitted_again_the_rows_are_those_of_the_first_file() -> None:
    for delimiter in (",", ";", "\t"):
        data = written(delimiter).encode()
        shape = sniff(data, "bad.csv")
        found = list(rows(data, shape))
        assert (shape.header, shape.delimiter) == (HEADER, delimiter)
        assert [row.cells for row in found] == [row.cells for row, _ in BAD]
        assert [row.extra for row in found] == [(), ("sobra",)]


def test_a_mended_row_is_a_good_one() -> None:
    mended = written().replace("'-9\"", '4"').replace(',"sobra"', "").encode()
    found = list(rows(mended, sniff(mended)))
    assert [(row.cells["Nota"], row.problem) for row in found] == [("4", None), ("'=2", None)]


def test_the_names_are_fixed() -> None:
    assert MARKERS == ("feedback_row", "feedback_column", "feedback_reason")
