from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from feedback.evidence.reader import Limits, Row, Unreadable, read_through, refuse_early, rows, sniff
from tests.tables.workbooks import workbook

TABLE = [["Comentario", "Fecha", "Nota"], ["Bien", "13/02/2024", "5"], ["Mal,\nmuy mal", "01/02/2024", "1"]]
EXPECTED = [
    Row(2, {"Comentario": "Bien", "Fecha": "13/02/2024", "Nota": "5"}),
    Row(3, {"Comentario": "Mal,\nmuy mal", "Fecha": "01/02/2024", "Nota": "1"}),
]


def text_table(delimiter: str) -> bytes:
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in TABLE).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", text_table(",")),
        ("a.csv", text_table(";")),
        ("a.tsv", text_table("\t")),
        ("a.csv.gz", gzip.compress(text_table(","), mtime=0)),
        ("a.xlsx", workbook(TABLE)),
    ],
)
def test_the_same_table_in_every_kind_of_file(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for source in (data, path):
        shape = sniff(source, name)
        assert list(rows(source, shape)) == EXPECTED
        assert list(shape.sample) == EXPECTED
        whole = read_through(source, shape, date="Fecha")
        assert (whole.rows, whole.dates.day_first, whole.dates.note) == (2, True, None)


def test_a_name_does_not_make_a_table() -> None:
    with pytest.raises(Unreadable, match=r"foto\.csv is not a table"):
        sniff(b"\x89PNG\r\n\x1a\n" + bytes(50), "foto.csv")
    assert sniff(workbook(TABLE), "mislabelled.csv").kind == "xlsx"


def test_what_would_end_an_import_is_raised_by_one_pass_before() -> None:
    data = b"text,n\n" + b"good,1\n" * 1000 + b'"never closed,2\n'
    shape = sniff(data, "a.csv")
    with pytest.raises(Unreadable) as refused:
        read_through(data, shape)
    assert refused.value.message.params == {"row": 1002}


def test_rows_above_the_limit() -> None:
    data = b"text\n" + b"x\n" * 30
    with pytest.raises(Unreadable) as refused:
        read_through(data, sniff(data), limits=Limits(rows=25))
    assert refused.value.message.params == {"limit": 25, "row": 27}


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"text,n\n" + b"a comment of some length without an end,5\n" * 40_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in rows(path, sniff(path))) == 40_000
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("lines", "limits", "row"),
    [
        ("good,1\n" * 1000 + '"never closed,2\n', Limits(), 1002),
        ("good,1\n" * 1000, Limits(rows=900), 902),
        ("good,1\n" * 700 + "x" * 2000 + ",1\n", Limits(cell=1000), 702),
        ("good,1\n" * 700 + "a," * 600 + "b\n", Limits(), 702),
    ],
)
def test_what_would_spoil_an_import_far_down_is_refused_early_with_its_row(
    lines: str, limits: Limits, row: int
) -> None:
    """Case 53."""
    data = f"text,n\n{lines}".encode()
    shape = sniff(data, "a.csv")
    with pytest.raises(Unreadable) as refused:
        refuse_early(data, shape, limits=limits)
    assert refused.value.message.params["row"] == row


def test_a_fine_file_is_not_refused_early() -> None:
    for source in (b"text,n\n" + b"good,1\n" * 40, workbook([["text", "n"], *[["good", 1]] * 40])):
        refuse_early(source, sniff(source), limits=Limits(rows=40))
        with pytest.raises(Unreadable, match="more than 39 rows"):
            refuse_early(source, sniff(source), limits=Limits(rows=39))
