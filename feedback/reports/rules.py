"""When a report goes out again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from feedback.errors import Message, message

WEEK, MONTH, QUARTER = "week", "month", "quarter"
EVERY = (WEEK, MONTH, QUARTER)
MONTHS = {MONTH: 1, QUARTER: 3}
YEAR = 12


def rhythm(every: str) -> Message:
    """How often, in words."""
    return {
        WEEK: message("every week"),
        MONTH: message("every month"),
        QUARTER: message("every three months"),
    }[every]


def next_after(every: str, day: int, sent: date, today: date) -> date:
    """The next day after today. `day` of the month, 1 to 31: a shorter month has it on its last day."""
    found = _after(every, day, sent)
    while found <= today:
        found = _after(every, day, found)
    return found


def _after(every: str, day: int, last: date) -> date:
    if every == WEEK:
        return last + timedelta(days=7)
    months = last.year * YEAR + last.month - 1 + MONTHS[every]
    year, month = divmod(months, YEAR)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))
