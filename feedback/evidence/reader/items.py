"""What one row says under a mapping: an item, nothing, or a reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from feedback.errors import Message, message

from .dates import DateOrder
from .header import one_line
from .mapping import ColumnMapping, lookup_key
from .scale import RatingScale
from .shape import Row
from .values import clean_text

LONGEST_TEXT = 10_000
_LANGUAGES = {
    "es": ("spanish", "espanol", "castellano", "espanhol"),
    "en": ("english", "ingles"),
    "pt": ("portuguese", "portugues"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing already known. `rating` is on 1 to 5 (5 best), `raw_rating` as it was given; `raw` is the whole row."""

    row: int
    text: str
    rating: float | None
    raw_rating: Decimal | None
    date: dt.date | None
    stage: str | None
    group: str | None
    source: str
    lang: str | None
    kind: str
    raw: dict[str, str]


@dataclass(frozen=True, slots=True)
class Empty:
    """A row without text."""

    row: int


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported as it is, with everything needed to mend it."""

    row: int
    column: str | None
    reason: Message
    cells: dict[str, str]
    extra: tuple[str, ...] = ()


class _BadCellError(Exception):
    def __init__(self, column: str, reason: Message) -> None:
        super().__init__(column)
        self.column = column
        self.reason = reason


def read_item(
    row: Row, mapping: ColumnMapping, stages: Mapping[str, str], groups: Mapping[str, str] | None = None
) -> Item | Empty | BadRow:
    """What one row says. `stages` and `groups` come from `lookup`; a stage nobody knows is no stage.

    A group nobody knows is a bad row where the file has a column of groups: whose words these are is not guessed.
    """
    if row.problem:
        return BadRow(row.number, row.problem.column, row.problem.reason, row.cells, row.extra)
    text = clean_text(row.cells[mapping.text])
    if not text:
        return Empty(row.number)
    try:
        return _item(row, text, mapping, stages, groups or {})
    except _BadCellError as bad:
        return BadRow(row.number, bad.column, bad.reason, row.cells)


def _item(row: Row, text: str, mapping: ColumnMapping, stages: Mapping[str, str], groups: Mapping[str, str]) -> Item:
    if len(text) > LONGEST_TEXT:
        raise _BadCellError(
            mapping.text, message("Longer than %(limit)s characters, which is the limit.", limit=LONGEST_TEXT)
        )
    raw_rating = _rating(row, mapping)
    return Item(
        row=row.number,
        text=text,
        rating=mapping.scale.to_five(raw_rating) if mapping.scale and raw_rating is not None else None,
        raw_rating=raw_rating,
        date=_date(row, mapping),
        stage=mapping.stage or stages.get(lookup_key(_cell(row, mapping.stage_column))),
        group=_group(row, mapping, groups),
        source=_cell(row, mapping.source_column) or mapping.source,
        lang=_language(_cell(row, mapping.lang_column)) or mapping.lang,
        kind=mapping.kind,
        raw=row.cells,
    )


def _cell(row: Row, column: str | None) -> str:
    return clean_text(row.cells[column]) if column else ""


def _rating(row: Row, mapping: ColumnMapping) -> Decimal | None:
    cell = _cell(row, mapping.rating)
    if not cell or mapping.rating is None or mapping.scale is None:
        return None
    try:
        return mapping.scale.read(cell)
    except ValueError as error:
        reason = message(
            "%(value)s is not a rating from %(worst)s to %(best)s.", value=_short(cell), **_ends(mapping.scale)
        )
        raise _BadCellError(mapping.rating, reason) from error


def _ends(scale: RatingScale) -> dict[str, str]:
    return {"worst": str(scale.worst), "best": str(scale.best)}


def _date(row: Row, mapping: ColumnMapping) -> dt.date | None:
    cell = _cell(row, mapping.date)
    if not cell or mapping.date is None:
        return None
    try:
        return mapping.date_order.read(cell)
    except ValueError as error:
        raise _BadCellError(mapping.date, _not_a_date(cell, mapping.date_order)) from error


def _not_a_date(cell: str, order: DateOrder) -> Message:
    if order.day_first:
        return message("%(value)s is not a date (day first, as in 31/12/2024, or 2024-12-31).", value=_short(cell))
    return message("%(value)s is not a date (month first, as in 12/31/2024, or 2024-12-31).", value=_short(cell))


def _group(row: Row, mapping: ColumnMapping, groups: Mapping[str, str]) -> str | None:
    if mapping.group_column is None:
        return None
    cell = _cell(row, mapping.group_column)
    if (code := groups.get(lookup_key(cell))) is None:
        raise _BadCellError(
            mapping.group_column, message("%(value)s is not one of your groups.", value=_short(cell) or "—")
        )
    return code


def _language(cell: str) -> str | None:
    """Two-letter code of what a cell says: `es`, `es-MX`, `Spanish`, `Español`."""
    word = lookup_key(cell).replace("_", "-").partition("-")[0]
    if len(word) == 2 and word.isalpha():
        return word
    return next((code for code, names in _LANGUAGES.items() if word in names), None)


def _short(cell: str) -> str:
    line = one_line(cell)
    return line if len(line) <= 60 else f"{line[:59]}…"
