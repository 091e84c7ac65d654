from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tables.csv_records import csv_records
from feedback.tables.limits import LIMITS, Limits, Unreadable
from feedback.tables.source import unpacked

Records = list[tuple[int, list[str]]]


def read(data: bytes, delimiter: str = ",", encoding: str = "utf-8", limits: Limits = LIMITS) -> Records:
    with unpacked(data, limits) as stream:
        return list(csv_records(stream, encoding, delimiter, limits))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=8), st.sampled_from([",", ";", "\t", "|"]))
def test_whatever_was_written_is_read(table: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert read(out.getvalue().encode(), delimiter) == list(enumerate(table, start=1))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_kind_of_line_end_with_and_without_the_last(end: bytes) -> None:
    assert (
        read(end.join([b"a,b", b"1,2"])) == read(end.join([b"a,b", b"1,2", b""])) == [(1, ["a", "b"]), (2, ["1", "2"])]
    )


def test_a_record_with_line_breaks_is_one_line_and_a_blank_line_is_one_too() -> None:
    data = b'text,n\n"one\ntwo\r\nthree",1\n\nfour,2\n'
    assert read(data) == [(1, ["text", "n"]), (2, ["one\ntwo\r\nthree", "1"]), (4, ["four", "2"])]


def test_other_line_separators_do_not_end_a_line() -> None:
    assert read("a,b\nuno\u2028dos\x0btres\x85,1\n".encode()) == [
        (1, ["a", "b"]),
        (2, ["uno\u2028dos\x0btres\x85", "1"]),
    ]


def test_the_setting_in_a_first_line_is_not_a_row() -> None:
    assert read(b"sep=;\r\na;b\r\n1;2\r\n", ";") == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_nul_bytes_are_left_out() -> None:
    assert read(b"a,b\nx\0y,\0\n\0") == [(1, ["a", "b"]), (2, ["xy", ""])]


def test_a_quotation_mark_inside_a_cell_is_a_letter() -> None:
    assert read(b"a,b\n5'8\" tall,1\n") == [(1, ["a", "b"]), (2, ["5'8\" tall", "1"])]


def test_an_unclosed_quotation_mark_names_the_row_it_opened_in() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b'text,n\n"good\nmorning",1\n"never closed,2\nmore,3\n')
    assert refused.value.message.params == {"row": 3}


def test_an_unclosed_quotation_mark_above_the_limit_names_its_row_too() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b'text,n\nfine,1\n"' + b"open,2\n" * 2000, limits=Limits(field=10_000))
    assert refused.value.message.params["row"] == 3


def test_a_long_cell_is_read_up_to_the_limit_and_refused_above() -> None:
    limits = Limits(field=200_000)
    assert read(b"a,b\n" + b"x" * 200_000 + b",1\n", limits=limits)[1][1][0] == "x" * 200_000
    with pytest.raises(Unreadable) as refused:
        read(b"a,b\n" + b"x" * 200_001 + b",1\n", limits=limits)
    assert refused.value.message.params == {"row": 2, "limit": 200_000}


def test_too_many_columns_name_the_row() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b",".join([b"c"] * 2000) + b"\n")
    assert refused.value.message.params == {"row": 1, "limit": LIMITS.columns}


def test_blank_lines_come_to_an_end() -> None:
    limits = Limits(rows=10)
    assert read(b"a\n" + b"\n" * 18 + b"1\n", limits=limits) == [(1, ["a"]), (20, ["1"])]
    with pytest.raises(Unreadable) as refused:
        read(b"a\n" + b"\n" * 1000, limits=limits)
    assert refused.value.message.params == {"limit": 10, "row": 21}


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    read_bytes = 0

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            nonlocal read_bytes
            buffer[:] = b"x" * len(buffer)
            read_bytes += len(buffer)
            return len(buffer)

    limits = Limits(line=100_000)
    with pytest.raises(Unreadable) as refused:
        list(csv_records(io.BufferedReader(Endless()), "utf-8", ",", limits))
    assert refused.value.message.params == {"line": 1, "limit": 100_000}
    assert read_bytes < 1_000_000


def test_rows_come_before_the_file_is_read_to_its_end() -> None:
    stream = io.BufferedReader(io.BytesIO(b"a,b\n" + b"1,2\n" * 1_000_000))
    records: Iterator[tuple[int, list[str]]] = csv_records(stream, "utf-8", ",", LIMITS)
    assert next(records) == (1, ["a", "b"])
    assert stream.raw.tell() < 100_000
