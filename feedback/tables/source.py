"""Opening a file whatever it comes as, and knowing by its first bytes what it really is."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from feedback.errors import Message, message

from .encoding import BOMS
from .limits import Limits, Source, Unreadable, UnsupportedKind, damaged, too_large

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_TABLES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"BZh",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"{\\rtf",
    b"SQLite format",
    b"\x7fELF",
    b"MZ\x90",
)
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml")
HEAD = 4096


class Bounded(io.RawIOBase):
    """A byte stream that refuses to give more than the limit, so that a bomb stops while it inflates."""

    def __init__(self, inner: BinaryIO, limits: Limits) -> None:
        self._inner = inner
        self._limits = limits
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise damaged() from error
        self._given += len(data)
        if self._given > self._limits.unpacked:
            raise too_large(self._limits)
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The raw bytes from their beginning. A stream that was handed in stays open."""
    with ExitStack() as stack:
        yield _at_start(source, stack)


def _at_start(source: Source, stack: ExitStack) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, str | Path):
        return stack.enter_context(open(source, "rb"))
    source.seek(0)
    return source


@contextmanager
def unpacked(source: Source, limits: Limits) -> Iterator[io.BufferedReader]:
    """The bytes of a text table from their beginning, inflated where the file is gzip, never above the limit."""
    with opened(source) as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        inner = gzip.GzipFile(fileobj=raw) if packed else raw
        yield io.BufferedReader(Bounded(inner, limits))  # type: ignore[arg-type]


def first_bytes(source: Source, limits: Limits) -> bytes:
    """The first bytes after unpacking, enough to tell what the file is."""
    with unpacked(source, limits) as stream:
        return stream.read(HEAD)


def is_zip(source: Source) -> bool:
    with opened(source) as raw:
        return raw.read(4) in ZIP


def refuse_other_kinds(head: bytes, filename: str) -> None:
    """Raise with what to do when the bytes are not a text table; the name is not trusted, only mentioned."""
    if head.startswith(OLE):
        raise UnsupportedKind(_old_excel())
    if head.startswith((GZIP, *ZIP)):
        raise UnsupportedKind(message("The file holds another packed file. Unpack it and choose the table inside."))
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(MARKUP):
        raise UnsupportedKind(_page_not_table(filename))
    if head.startswith(NOT_TABLES) or _looks_binary(head):
        raise Unreadable(_not_a_table(filename))


def _old_excel() -> Message:
    return message(
        "This is an old Excel file (.xls) or one locked with a password. "
        "Open it, remove the password if it has one, save it as .xlsx or .csv, and choose that file."
    )


def _page_not_table(filename: str) -> Message:
    return message(
        "%(name)s is a web page or an XML file, not a table. Open it in a spreadsheet, "
        "save it as .xlsx or .csv, and choose that file.",
        name=filename,
    )


def _not_a_table(filename: str) -> Message:
    return message("%(name)s is not a table. Choose a .csv, .csv.gz, .tsv or .xlsx file.", name=filename)


def _looks_binary(head: bytes) -> bool:
    """Control characters other than tab and line ends do not occur in text.

    Marked UTF-16 may hold any byte; without a mark it has a zero in every second place, and only there.
    """
    if head.startswith(tuple(mark for mark, _ in BOMS)):
        return False
    controls = sum(1 for byte in head if byte < 32 and byte not in (0, 9, 10, 12, 13, 26, 27))
    zeros = min(head[0::2].count(0), head[1::2].count(0))
    return controls > max(2, len(head) // 50) or zeros > max(2, len(head) // 20)
