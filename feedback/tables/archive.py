"""A zip file checked before anything in it is opened, and read so that no header is believed.

Bombs are refused by what their directory declares; a directory that lies is caught because parts are read
in bounded pieces: a part never gives more than it declared, and its checksum then fails. Nothing is ever
written to disk. Cases 50 and 52 of the security notes.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from feedback.errors import message

from .limits import Limits, Unreadable, UnsupportedKind, damaged, too_large

END_RECORD = b"PK\x05\x06"
END_RECORD_SIZE = 22
LONGEST_COMMENT = 65_535
SMALLEST_ENTRY = 46
PACKED = (".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")
MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/")
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    struct.error,
    zlib.error,
)
PIECE = 1 << 16
# Real sheets pack 5 to 40 to 1; what packs more, and is large, was made to take long.
LARGE, TIGHTEST = 5_000_000, 200


@contextmanager
def checked_archive(raw: BinaryIO, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive, once its directory holds nothing a spreadsheet would not."""
    _check_directory_size(raw, limits)
    try:
        archive = zipfile.ZipFile(raw)
    except BROKEN as error:
        raise damaged() from error
    with archive:
        _check_entries(archive.infolist(), limits)
        yield archive


def _check_directory_size(raw: BinaryIO, limits: Limits) -> None:
    """Before `zipfile` builds an object per entry: how many can there be?"""
    size = raw.seek(0, 2)
    raw.seek(max(0, size - END_RECORD_SIZE - LONGEST_COMMENT))
    tail = raw.read()
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) - at < END_RECORD_SIZE:
        raise damaged()
    entries, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if entries > limits.zip_entries or directory > limits.zip_entries * (SMALLEST_ENTRY + 512):
        raise _too_many_entries(limits)
    raw.seek(0)


def _too_many_entries(limits: Limits) -> Unreadable:
    return Unreadable(
        message(
            "The file holds more than %(limit)s packed parts, which is the limit for a workbook.",
            limit=limits.zip_entries,
        )
    )


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.zip_entries:
        raise _too_many_entries(limits)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise too_large(limits)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnsupportedKind(message("The file is locked with a password. Save it without one and try again."))
    if any(_is_macro(entry.filename) for entry in entries):
        raise has_macros()
    names = Counter(entry.filename.lower() for entry in entries)
    if any(_is_strange(entry) for entry in entries) or max(names.values(), default=0) > 1:
        raise Unreadable(
            message(
                "The file is packed in a way no spreadsheet program does, so it is not opened. Save it again as .xlsx."
            )
        )


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > LARGE and entry.file_size > TIGHTEST * entry.compress_size


def has_macros() -> UnsupportedKind:
    return UnsupportedKind(
        message(
            "The workbook contains macros (.xlsm), which are never opened. Save it as .xlsx or .csv and choose that."
        )
    )


def _is_macro(name: str) -> bool:
    return any(part in name.lower() for part in MACROS)


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    """A name that leaves the folder, a symbolic link, a packed file inside, or a packing nobody uses."""
    name = entry.filename.replace("\\", "/")
    leaves = name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in name
    linked = stat.S_ISLNK(entry.external_attr >> 16)
    known = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return leaves or linked or not known or name.lower().endswith(PACKED) or _is_bomb(entry)


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of one part, a bounded piece at a time; raises Unreadable where the part is not what it declares."""
    try:
        with archive.open(name) as part:
            while piece := part.read(PIECE):
                yield piece
    except KeyError as error:
        raise damaged() from error
    except BROKEN as error:
        raise damaged() from error
