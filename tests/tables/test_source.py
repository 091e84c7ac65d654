from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from feedback.tables.limits import Limits, Unreadable, UnsupportedKind
from feedback.tables.source import HEAD, first_bytes, is_zip, refuse_other_kinds, unpacked

LIMITS = Limits(unpacked=1_000_000)


def test_bytes_paths_and_streams_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    stream = io.BytesIO(b"a,b\n")
    stream.read()
    for source in (b"a,b\n", path, str(path), stream):
        with unpacked(source, LIMITS) as opened:
            assert opened.read() == b"a,b\n"
    assert not stream.closed


def test_gzip_is_known_by_its_bytes_and_inflated() -> None:
    with unpacked(gzip.compress(b"a,b\n"), LIMITS) as opened:
        assert opened.read() == b"a,b\n"


def test_a_gzip_bomb_stops_at_the_limit_while_it_inflates() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    given = 0
    with pytest.raises(Unreadable) as refused, unpacked(bomb, LIMITS) as opened:
        while piece := opened.read(65_536):
            given += len(piece)
    assert given <= LIMITS.unpacked
    assert refused.value.message.params == {"limit": 1}


def test_a_gzip_file_cut_short_is_damaged() -> None:
    with pytest.raises(Unreadable, match="damaged"), unpacked(gzip.compress(b"a,b\n" * 5000)[:-20], LIMITS) as opened:
        opened.read()


def test_a_bomb_is_not_inflated_to_look_at_its_beginning() -> None:
    assert first_bytes(gzip.compress(bytes(50_000_000)), LIMITS) == bytes(HEAD)


def test_zip_is_known_by_its_bytes() -> None:
    assert is_zip(b"PK\x03\x04rest")
    assert not is_zip(b"text,rating\n")


@pytest.mark.parametrize(
    "head",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"%PDF-1.7",
        b"SQLite format 3\0",
        bytes(range(1, 32)) * 3,
        bytes(HEAD),
    ],
)
def test_what_is_no_table_is_refused_by_name(head: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        refuse_other_kinds(head, "foto.csv")
    assert refused.value.status == 422
    assert refused.value.message.params == {"name": "foto.csv"}


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), ".xls"),
        (b"\n <HTML><table>", "web page"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        (b"PK\x03\x04", "another packed file"),
        (b"\x1f\x8b\x08", "another packed file"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(head: bytes, says: str) -> None:
    with pytest.raises(UnsupportedKind, match=says):
        refuse_other_kinds(head, "a.csv")


def test_unmarked_utf16_is_no_binary_file() -> None:
    refuse_other_kinds("texto;nota\nbien;5\n".encode("utf-16-le"), "a.csv")
    refuse_other_kinds("texto;nota\nbien;5\n".encode("utf-16-be"), "a.csv")


def test_marked_utf16_of_any_script_is_no_binary_file() -> None:
    refuse_other_kinds("текст;оценка\n".encode("utf-16"), "a.csv")
