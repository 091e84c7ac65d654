"""What one row says under a mapping: an item, nothing, or a reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from feedback.errors import Message, message
from feedback.tables.folding import lookup_key
from feedback.tables.header import one_line
from feedback.tables.values import clean_text

from .dates import DateOrder
from .header_words import HEADER_WORDS
from .likert import is_no_answer
from .mapping import ALL_TEXTS, ColumnMapping
from .scale import Scale
from .shape import Row

LONGEST_TEXT = 10_000
LONGEST_HEADING = 500
LONGEST_SEGMENT = 200
_LANGUAGES = {
    "es": ("spanish", "espanol", "castellano", "espanhol"),
    "en": ("english", "ingles"),
    "pt": ("portuguese", "portugues"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing a row says: a text with the rating that goes with it, or a rating of its own (text '').

    `rating` is on 1 to 5 (5 best), `raw_rating` as it was given; `question` and `rated` say what text and rating
    answer, '' where their column is only called comment or rating.
    """

    text: str = ""
    question: str = ""
    rating: float | None = None
    raw_rating: Decimal | None = None
    rated: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What one row says, all of it by one person: its texts first, then its ratings; `raw` is the whole row."""

    row: int
    pieces: tuple[Piece, ...]
    date: dt.date | None
    stage: str | None
    group: str | None
    source: str
    lang: str | None
    kind: str
    raw: dict[str, str]
    segments: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The first text, '' where there is none."""
        return self.pieces[0].text

    @property
    def rating(self) -> float | None:
        """The rating of the first piece."""
        return self.pieces[0].rating


@dataclass(frozen=True, slots=True)
class Empty:
    """A row without a text, and without a rating of its own."""

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
    try:
        pieces = tuple(_pieces(row, mapping))
        if not pieces:
            return Empty(row.number)
        return _item(row, pieces, mapping, stages, groups or {})
    except _BadCellError as bad:
        return BadRow(row.number, bad.column, bad.reason, row.cells)


def _pieces(row: Row, mapping: ColumnMapping) -> Iterator[Piece]:
    texts = {column: text for column in mapping.texts if (text := _text(row, column, mapping.no_answer))}
    for column, text in texts.items():
        yield Piece(text, question_of(column), *_rating_beside(row, column, mapping))
    for rating in mapping.ratings:
        told = bool(texts) if rating.beside == ALL_TEXTS else rating.beside in texts
        raw = None if told else _rating(row, rating.column, rating.scale, mapping.no_answer)
        if raw is not None:
            yield Piece("", "", rating.scale.to_five(raw), raw, rated_of(rating.column))


def _text(row: Row, column: str, no_answer: Sequence[str]) -> str:
    text = _cell(row, column)
    if len(text) > LONGEST_TEXT:
        raise _BadCellError(
            column, message("Longer than %(limit)s characters, which is the limit.", limit=LONGEST_TEXT)
        )
    return "" if text in no_answer else text


def _rating_beside(row: Row, text: str, mapping: ColumnMapping) -> tuple[float | None, Decimal | None, str]:
    """The rating that goes with a text: its own, else the one that goes with all."""
    column, scale = _column_beside(text, mapping)
    raw = _rating(row, column, scale, mapping.no_answer) if column and scale else None
    return (scale.to_five(raw), raw, rated_of(column)) if column and scale and raw is not None else (None, None, "")


def _column_beside(text: str, mapping: ColumnMapping) -> tuple[str | None, Scale | None]:
    for wanted in (text, ALL_TEXTS):
        for one in mapping.ratings:
            if one.beside == wanted:
                return one.column, one.scale
    return mapping.rating, mapping.scale


def question_of(column: str) -> str:
    """The heading of a text column, '' where it only says that a comment stands there."""
    return _heading(column, "text")


def rated_of(column: str) -> str:
    """The heading of a rating column, '' where it only says that a rating stands there."""
    return _heading(column, "rating")


@lru_cache(maxsize=1024)
def _heading(column: str, role: str) -> str:
    said = lookup_key(column).strip(" :.?¿*")
    return "" if said in HEADER_WORDS[role] or column.startswith("[") else column[:LONGEST_HEADING]


def _item(
    row: Row,
    pieces: tuple[Piece, ...],
    mapping: ColumnMapping,
    stages: Mapping[str, str],
    groups: Mapping[str, str],
) -> Item:
    return Item(
        row=row.number,
        pieces=pieces,
        date=_date(row, mapping),
        stage=mapping.stage or stages.get(lookup_key(_cell(row, mapping.stage_column))),
        group=_group(row, mapping, groups),
        source=_cell(row, mapping.source_column) or mapping.source,
        lang=_language(_cell(row, mapping.lang_column)) or mapping.lang,
        kind=mapping.kind,
        raw=row.cells,
        segments=dict(_segments(row, mapping)),
    )


def _segments(row: Row, mapping: ColumnMapping) -> Iterator[tuple[str, str]]:
    for segment in mapping.segments:
        value = one_line(_cell(row, segment.column))
        if value and value not in mapping.no_answer:
            shown = segment.spellings.get(lookup_key(value), value)
            yield attribute_of(segment.column), shown[:LONGEST_SEGMENT]


def attribute_of(column: str) -> str:
    """What an attribute is called; without quotation marks, which cannot stand in the address of a JSON value."""
    return column[:LONGEST_HEADING].replace('"', "'")


def _cell(row: Row, column: str | None) -> str:
    return clean_text(row.cells[column]) if column else ""


def _rating(row: Row, column: str, scale: Scale, no_answer: Sequence[str]) -> Decimal | None:
    cell = _cell(row, column)
    if not cell or cell in no_answer:
        return None
    try:
        return scale.read(cell)
    except ValueError as error:
        if is_no_answer(cell):
            return None
        raise _BadCellError(column, _not_a_rating(cell, scale)) from error


def _not_a_rating(cell: str, scale: Scale) -> Message:
    return message(
        "%(value)s is not a rating from %(worst)s to %(best)s.",
        value=_short(cell),
        worst=str(scale.worst),
        best=str(scale.best),
    )


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
