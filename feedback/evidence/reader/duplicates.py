"""Which rows of a file an earlier import already brought, counted with multiplicity."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping


def row_key(cells: Mapping[str, str], source: str, group: str) -> str:
    """SHA-256 (hex) of the whole row of this source and group.

    The order of the columns and columns left empty make no difference, so that a column added later does not
    make every row new.
    """
    filled = sorted((name, cell) for name, cell in cells.items() if cell)
    whole = json.dumps([source, group, filled], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def is_repeat(key: str, left: Counter[str]) -> bool:
    """Whether this row repeats one of an earlier import, which is then used up in `left`.

    Two equal rows of one file are two people: with one such row imported before, the first is a repeat and the
    second is new.
    """
    if left[key] <= 0:
        return False
    left[key] -= 1
    return True


def deduplicate(keys: Iterable[str], counts_before: Mapping[str, int]) -> Iterator[bool]:
    """For each row in order, whether it repeats one of `counts_before` (key → rows imported earlier)."""
    left = Counter(counts_before)
    return (is_repeat(key, left) for key in keys)
