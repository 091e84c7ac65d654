"""How many rows of a sheet have anything in them, without reading what."""

from __future__ import annotations

from collections.abc import Iterable

END = b"</row>"
LONGEST_ROW = 8_000_000


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
