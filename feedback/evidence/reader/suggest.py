"""Which column probably means what: by the words of its header in three languages and by what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .columns import ColumnProfile
from .dates import DateOrder
from .folding import lookup_key
from .header_words import HEADER_WORDS
from .scale import guess_scale
from .shape import Row

_RATING_SCALE_BY_HEADER = (("nps", "0..10"), ("recomendaria", "0..10"), ("recommend", "0..10"))
_LANGUAGE_CODE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
ENOUGH = 1.0
ENOUGH_DATES = 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Role → column for those that look right, and the scale the ratings seem to have (`1..5`), to be confirmed."""

    columns: dict[str, str]
    rating_scale: str | None = None


def guess_mapping(header: Sequence[str], sample: Sequence[Row]) -> Suggestion:
    """A first mapping for a person to confirm. Roles: date, rating, language, stage, group, source, text."""
    cells = {name: [row.cells[name] for row in sample if row.cells[name].strip()] for name in header}
    columns: dict[str, str] = {}
    for role in HEADER_WORDS:
        free = [name for name in header if name not in columns.values()]
        if chosen := _best(role, free, cells):
            columns[role] = chosen
    return Suggestion(columns, _scale(columns.get("rating"), cells))


def _best(role: str, names: Sequence[str], cells: dict[str, list[str]]) -> str | None:
    scores = {name: by_header(role, name) + _BY_CONTENT[role](cells[name]) for name in names}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] >= ENOUGH else None


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


def _rating_content(cells: list[str]) -> float:
    scale = guess_scale(_mostly_ratings(cells))
    if scale is None:
        return -2.0
    return 0.5 if scale in ("1..5", "0..10", "1..10") and len(set(cells)) > 1 else 0.0


def _mostly_ratings(cells: list[str]) -> list[str]:
    """Without the few cells that are no ratings, which will be bad rows; all of them where they are many."""
    rated = [cell for cell in cells if guess_scale([cell])]
    return rated if len(rated) >= 0.8 * len(cells) else cells


def _language_content(cells: list[str]) -> float:
    codes = _share(cells, lambda cell: bool(_LANGUAGE_CODE.fullmatch(cell.strip())))
    return 0.0 if codes >= 0.8 else -0.5


def _label_content(cells: list[str]) -> float:
    """Stages, groups and sources repeat and are short; identifiers and sentences are not."""
    if not cells or _mean_length(cells) > 60:
        return -2.0
    return 0.0 if len(set(cells)) <= max(3, len(cells) // 2) else -0.5


def _text_content(cells: list[str]) -> float:
    """Up to 1.5 for sentences: long, of several words, hardly ever the same twice."""
    if not cells:
        return -0.5
    wordy = _share(cells, lambda cell: cell.strip().count(" ") >= 2)
    varied = len(set(cells)) / len(cells)
    return 1.5 * min(1.0, _mean_length(cells) / 60) * wordy * varied


def _share(cells: list[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(cell) for cell in cells) / len(cells) if cells else 0.0


def _mean_length(cells: list[str]) -> float:
    return sum(len(cell) for cell in cells) / len(cells)


def _scale(column: str | None, cells: dict[str, list[str]]) -> str | None:
    if column is None:
        return None
    key = lookup_key(column)
    guess = guess_scale(_mostly_ratings(cells[column]))
    named = next((scale for word, scale in _RATING_SCALE_BY_HEADER if word in key), None)
    return named if named and guess in ("1..5", "0..10", "1..10") else guess


_BY_CONTENT: dict[str, Callable[[list[str]], float]] = {
    "date": _date_content,
    "rating": _rating_content,
    "language": _language_content,
    "stage": _label_content,
    "group": _label_content,
    "source": _label_content,
    "text": _text_content,
}
