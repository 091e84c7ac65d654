"""Signs by which a column is known: the words of its header in three languages, dates, codes of languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from feedback.tables.folding import lookup_key

from .columns import ColumnProfile
from .dates import DateOrder
from .header_words import HEADER_WORDS

_LANGUAGE_CODE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
ENOUGH_DATES = 200


def by_header(role: str, name: str) -> float:
    """1.5 for a header that is one of the words, 1 for one that begins with it, 0.6 for one that contains it."""
    key = re.sub(r"[^a-z0-9]+", " ", lookup_key(name)).strip()
    words = HEADER_WORDS[role]
    if key in words:
        return 1.5
    if any(key.startswith(f"{word} ") for word in words):
        return 1.0
    return 0.6 if any(f" {word} " in f" {key} " for word in words) else 0.0


def is_date(column: ColumnProfile) -> bool:
    """Whether a column holds dates; five digits alone may be anything, so the header must say it then."""
    cells = list(column.values)[:ENOUGH_DATES]
    score = _date_content(cells)
    return score > 0 or (score == 0 and by_header("date", column.name) >= 1)


def is_language(column: ColumnProfile) -> bool:
    """Whether a column holds nothing but codes or names of languages."""
    return _language_content(list(column.values)) >= 0


def _date_content(cells: list[str]) -> float:
    readable = _share(cells, lambda cell: _is_date(cell))
    if readable < 0.8:
        return -2.0
    # Five digits may be a day number or anything else: only the header can say so.
    return 0.0 if all(cell.strip().isdigit() for cell in cells) else 1.0


def _is_date(cell: str) -> bool:
    for day_first in (True, False):
        try:
            DateOrder(day_first).read(cell)
        except ValueError:
            continue
        return True
    return False


def _language_content(cells: list[str]) -> float:
    codes = _share(cells, lambda cell: bool(_LANGUAGE_CODE.fullmatch(cell.strip())))
    return 0.0 if codes >= 0.8 else -0.5


def _share(cells: list[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(cell) for cell in cells) / len(cells) if cells else 0.0
