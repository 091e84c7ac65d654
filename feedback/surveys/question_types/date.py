"""A day. Stored as ISO 8601, counted by month."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.clock import Clocked, limits, settings_of
from feedback.surveys.question_types.settings import Setting

FIRST_YEAR, LAST_YEAR = 1850, 2150
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)


def read_day(value: str) -> str | None:
    """A day as ISO 8601, or None where the text is none; the year comes first, as 03/04 is two days."""
    found = _DAY.fullmatch(value)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


class Day(Clocked):
    """One day."""

    kind = "date"
    earliest, latest = limits(read_day, message(N_("A day is written as year-month-day: 2026-11-22.")))
    settings: ClassVar[tuple[Setting, ...]] = settings_of(earliest, latest)
    unreadable = message(N_("This is not a day. Write it as year-month-day: 2026-11-22."))
    normal = staticmethod(read_day)

    @staticmethod
    def band(value: str) -> str:
        """The month."""
        return value[:7]

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose a day."))
