"""Dates as people and programs write them, and the one decision a file needs: day first or month first."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from feedback.errors import Message, message

FIRST_YEAR, LAST_YEAR = 1900, 2100
# "quarta-feira, 31 de dezembro de 2024 às 23:59:59 (GMT-03:00)" and room to spare; longer cells are no dates.
LONGEST_DATE = 80
SERIAL_DAY_ZERO = dt.date(1899, 12, 30)

_ZONE = r"(?:\s*(?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{3,4}(?:[+-]\d{1,2}(?::?\d{2})?)?\)?))?"
_TIME = r"(?:[T,\s]+\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?\s?m\.?)?" + _ZONE + ")?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.IGNORECASE)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_WEEKDAY = r"(?:[a-z-]+,?\s+)?"
_DAY_MONTH = re.compile(
    _WEEKDAY
    + r"(\d{1,2})(?:st|nd|rd|th|[oº])?[\s./-]*(?:de\s+)?([a-z]{3,10})[\s.,/-]*(?:del?\s+)?(\d{4}|\d{2})"
    + _TIME,
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    _WEEKDAY + r"([a-z]{3,10})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})" + _TIME, re.IGNORECASE
)
_MONTHS = (
    ("january", "enero", "janeiro"),
    ("february", "febrero", "fevereiro"),
    ("march", "marzo", "marco"),
    ("april", "abril"),
    ("may", "mayo", "maio"),
    ("june", "junio", "junho"),
    ("july", "julio", "julho"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre", "setembro"),
    ("october", "octubre", "outubro"),
    ("november", "noviembre", "novembro"),
    ("december", "diciembre", "dezembro"),
)


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How `03/04/2024` is read in one file. `note` says so where a person should look at it."""

    day_first: bool = True
    note: Message | None = None

    def read(self, text: str) -> dt.date:
        """The calendar date of a text, its time dropped; ValueError where it is none between 1900 and 2100."""
        plain = _plain(text)
        found = _year_first(plain) or self._year_last(plain) or _in_words(plain) or _serial(plain)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(text)
        return found

    def _year_last(self, text: str) -> dt.date | None:
        if not (match := _YEAR_LAST.fullmatch(text)):
            return None
        first, second, year = match.groups()
        day, month = (first, second) if self.day_first else (second, first)
        return dt.date(_full_year(year), int(month), int(day))


@dataclass(slots=True)
class DateVotes:
    """Collects, over a whole column, what speaks for day first and for month first."""

    day_first: int = 0
    month_first: int = 0
    example: str | None = None
    _days: _Steps = field(default_factory=lambda: _Steps())
    _months: _Steps = field(default_factory=lambda: _Steps())

    def add(self, text: str) -> None:
        """Count one cell; cells written in any other way say nothing."""
        if not (match := _YEAR_LAST.fullmatch(_plain(text))):
            return
        first, second, year = int(match[1]), int(match[2]), _full_year(match[3])
        if not (first and second and FIRST_YEAR <= year <= LAST_YEAR):
            return
        self.day_first += first > 12 >= second
        self.month_first += second > 12 >= first
        if first != second and first <= 12 and second <= 12:
            self.example = self.example or text.strip()
        self._days.add((year, second, first))
        self._months.add((year, first, second))

    def decide(self, *, day_first: bool = True) -> DateOrder:
        """One order for the file: what days above 12 prove, else what keeps dates in sequence, else the given."""
        if self.day_first or self.month_first:
            order = self.day_first >= self.month_first
            return DateOrder(order, _mixed(order) if self.day_first and self.month_first else None)
        if self.example is None:
            return DateOrder(day_first)
        order = day_first
        if self._days.sorted != self._months.sorted:
            order = self._days.sorted
        return DateOrder(order, _ambiguous(order, self.example))


@dataclass(slots=True)
class _Steps:
    """Whether dates, read in one order, only go forward or only backward, as exports list them."""

    last: tuple[int, int, int] | None = None
    up: int = 0
    down: int = 0

    def add(self, key: tuple[int, int, int]) -> None:
        if self.last is not None:
            self.up += key > self.last
            self.down += key < self.last
        self.last = key

    @property
    def sorted(self) -> bool:
        return min(self.up, self.down) == 0 and max(self.up, self.down) >= 3


def _ambiguous(day_first: bool, example: str) -> Message:
    date = DateOrder(day_first).read(example).isoformat()
    if day_first:
        return message(
            "The dates could be read day first or month first. They are read day first: %(example)s is %(date)s.",
            example=example,
            date=date,
        )
    return message(
        "The dates could be read day first or month first. They are read month first: %(example)s is %(date)s.",
        example=example,
        date=date,
    )


def _mixed(day_first: bool) -> Message:
    if day_first:
        return message("Some dates are written month first. All are read day first; those that cannot be are bad rows.")
    return message("Some dates are written day first. All are read month first; those that cannot be are bad rows.")


def _plain(text: str) -> str:
    """Without accents and narrow blanks, so that one pattern serves each language; nothing of what is too long."""
    trimmed = text.strip()
    if len(trimmed) > LONGEST_DATE:
        return ""
    letters = unicodedata.normalize("NFKD", trimmed)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _year_first(text: str) -> dt.date | None:
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    return dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _serial(text: str) -> dt.date | None:
    """A day number of a spreadsheet, as a date turns into when a column is pasted as plain numbers."""
    match = _SERIAL.fullmatch(text)
    return SERIAL_DAY_ZERO + dt.timedelta(days=int(match[1])) if match else None


def _in_words(text: str) -> dt.date | None:
    if match := _DAY_MONTH.fullmatch(text):
        return dt.date(_full_year(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return dt.date(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _month(word: str) -> int:
    """Month number of a name or its beginning (three letters or more) in English, Spanish or Portuguese."""
    word = word.lower()
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(word) or word == "sept" == name[:4] for name in names):
            return number
    raise ValueError(word)
