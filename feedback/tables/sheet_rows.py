"""Rows of a sheet by their bytes: how many have anything in them, and all but those that have nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

END = b"</row>"
LONGEST_ROW = 8_000_000
_BLANK = re.compile(rb'<row r="[0-9]+"[^>]*(?:/>|>(?:<c [^>]*/>)*</row>)')
_UNESCAPED = b"<![CDATA["


def filled_rows(pieces: Iterable[bytes]) -> int:
    """Rows with a value, in a fraction of the time it takes to read them; formatted empty rows do not count.

    A sheet whose elements have prefixes counts none: this is for refusing early, reading counts for itself.
    """
    count, rest = 0, b""
    for piece in pieces:
        *rows, rest = (rest + piece).split(END)
        count += sum(b"<v" in row or b"<t" in row for row in rows)
        if len(rest) > LONGEST_ROW:
            rest = rest[-len(END) :]
    return count


def without_blank_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same sheet without rows that are only formatted: reading a million of them takes seconds.

    Rows that say their number only, as spreadsheets write them: the others are counted by those before them.
    """
    rest = b""
    for piece in pieces:
        raw = rest + piece
        cut = raw.rfind(b"<row")
        if cut < 0 or len(raw) - cut > LONGEST_ROW:
            # What could be the beginning of a row waits for the rest of it.
            cut = max(0, len(raw) - len(b"<row") + 1)
        rest = raw[cut:]
        if kept := _kept(raw[:cut]):
            yield kept
    if rest:
        yield rest


def _kept(raw: bytes) -> bytes:
    numbered = raw.count(b'<row r="') == raw.count(b"<row")
    return _BLANK.sub(b"", raw) if numbered and _UNESCAPED not in raw else raw
