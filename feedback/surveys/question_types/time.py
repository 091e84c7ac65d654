"""A time of day. Stored as HH:MM, counted by hour."""

from __future__ import annotations

import re
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.clock import Clocked, limits, settings_of
from feedback.surveys.question_types.settings import Setting

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.hH]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?", re.ASCII)


def read_hour(value: str) -> str | None:
    """A time of day as HH:MM on 24 hours, or None where the text is none; seconds are left out."""
    found = _HOUR.fullmatch(value)
    return None if found is None else f"{int(found[1]):02}:{found[2]}"


class Hour(Clocked):
    """One time of day."""

    kind = "time"
    earliest, latest = limits(read_hour, message(N_("A time is written with 24 hours: 09:30 or 17:45.")))
    settings: ClassVar[tuple[Setting, ...]] = settings_of(earliest, latest)
    unreadable = message(N_("This is not a time. Write it with 24 hours: 09:30 or 17:45."))
    normal = staticmethod(read_hour)

    @staticmethod
    def band(value: str) -> str:
        """The hour."""
        return f"{value[:2]}:00"

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose a time."))
