"""Hostile zip files, small ones: what matters is that nothing is inflated on their word."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from feedback.tables.archive import checked_archive, pieces
from feedback.tables.limits import LIMITS, Limits, Unreadable, UnsupportedKind

from .workbooks import declaring, packed, workbook

GOOD = workbook([["text"], ["hello"]])


def names(data: bytes, limits: Limits = LIMITS) -> list[str]:
    with checked_archive(io.BytesIO(data), limits) as archive:
        return archive.namelist()


def refused(data: bytes, limits: Limits = LIMITS) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        names(data, limits)
    return error.value


def peak_of(act: Callable[[], object]) -> int:
    """Most bytes of Python memory in use at once while it ran."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def with_entry(
    name: str, *, mode: int = 0, times: int = 1, flags: int = 0, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a", method) as archive:
        for _ in range(times):
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.external_attr = mode << 16
            archive.writestr(info, b"x" * 100)
    data = bytearray(buffer.getvalue())
    if flags:
        at = data.rfind(b"PK\x01\x02")
        struct.pack_into("<H", data, at + 8, flags)
    return bytes(data)


def test_an_honest_workbook_opens() -> None:
    assert "xl/workbook.xml" in names(GOOD)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize(
    "data",
    [
        with_entry("../../x"),
        with_entry("..\\..\\x"),
        with_entry("/etc/x"),
        with_entry("c:/x"),
        with_entry("link", mode=0o120777),
        with_entry("xl/Workbook.xml"),
        with_entry("xl/embeddings/more.zip"),
        with_entry("xl/odd.xml", method=zipfile.ZIP_LZMA),
    ],
    ids=["up", "up-windows", "absolute", "drive", "symlink", "same-but-for-case", "zip-inside", "lzma"],
)
def test_what_no_spreadsheet_program_packs(data: bytes) -> None:
    assert "no spreadsheet program" in str(refused(data).message)


def test_the_same_name_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = with_entry("xl/workbook.xml")
    assert "no spreadsheet program" in str(refused(data).message)


def test_a_password() -> None:
    error = refused(with_entry("xl/secret.xml", flags=1))
    assert (error.status, "password" in str(error.message)) == (415, True)


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros(name: str) -> None:
    error = refused(with_entry(name))
    assert isinstance(error, UnsupportedKind)
    assert "macros" in str(error.message)


def test_too_many_entries_are_refused_before_an_object_is_made_for_each() -> None:
    many = packed({f"x{number}": b"" for number in range(70_000)})
    error: list[Unreadable] = []
    peak = peak_of(lambda: error.append(refused(many)))
    assert error[0].message.params == {"limit": LIMITS.zip_entries}
    assert peak < 5_000_000


def test_a_directory_that_lies_about_its_entries() -> None:
    many = bytearray(packed({f"x{number}": b"" for number in range(3000)}))
    at = many.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", many, at + 8, 3, 3)
    assert refused(bytes(many)).message.params == {"limit": LIMITS.zip_entries}


def test_four_declared_gigabytes_are_refused_without_inflating_any() -> None:
    bomb = declaring(GOOD, "xl/worksheets/sheet1.xml", 0xFFFFFFF0)
    error: list[Unreadable] = []
    assert peak_of(lambda: error.append(refused(bomb))) < 2_000_000
    assert error[0].message.params == {"limit": LIMITS.unpacked // 1_000_000}


def test_parts_are_added_up() -> None:
    data = packed({"a": bytes(600), "b": bytes(600)})
    assert refused(data, Limits(unpacked=1000)).message.params == {"limit": 0}
    assert names(data, Limits(unpacked=1200)) == ["a", "b"]


def test_a_large_part_that_packs_like_nothing_real() -> None:
    assert "no spreadsheet program" in str(refused(packed({"a": bytes(6_000_000)})).message)
    assert names(packed({"a": bytes(4_000_000)})) == ["a"]


def test_a_part_that_declares_a_kilobyte_and_holds_a_hundred_megabytes() -> None:
    bomb = declaring(packed({"part": bytes(100_000_000)}), "part", 1000)
    given = 0

    def read() -> None:
        nonlocal given
        with checked_archive(io.BytesIO(bomb), LIMITS) as archive, pytest.raises(Unreadable, match="damaged"):
            for piece in pieces(archive, "part"):
                given += len(piece)

    assert peak_of(read) < 2_000_000
    assert given <= 1000


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(4), GOOD[:-30], GOOD[: len(GOOD) // 2]])
def test_a_damaged_file(data: bytes) -> None:
    assert "damaged" in str(refused(data).message)


def test_a_part_that_is_not_there() -> None:
    with checked_archive(io.BytesIO(GOOD), LIMITS) as archive, pytest.raises(Unreadable, match="damaged"):
        list(pieces(archive, "xl/nothing.xml"))
