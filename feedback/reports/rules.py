"""When a report goes out again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from feedback.errors import Message, message

WEEK, MONTH, QUARTER = "week", "month", "quarter"
EVERY = (WEEK, MONTH, QUARTER)
MONTHS = {MONTH: 1, QUARTER: 3}
YEAR = 12
PAPER, SLIDES, BOTH = "paper", "slides", "both"
SHAPES = (PAPER, SLIDES, BOTH)
MOST_BYTES = 7_000_000
"""Of all that a mail brings: written as mails are, it is a third more, and many servers take ten million."""


def rhythm(every: str) -> Message:
    """How often, in words."""
    return {
        WEEK: message("every week"),
        MONTH: message("every month"),
        QUARTER: message("every three months"),
    }[every]


def shape_label(shape: str) -> Message:
    """What comes along, in words."""
    return {
        PAPER: message("The report as paper (PDF)"),
        SLIDES: message("The report as slides (PPTX)"),
        BOTH: message("Both, paper and slides"),
    }[shape]


def kinds(shape: str, *, workbook: bool, may: bool) -> tuple[str, ...]:
    """What a mail should bring, the weightiest last. Who may not take files out (`may`) gets the paper alone."""
    slides = may and shape in (SLIDES, BOTH)
    paper = not slides or shape == BOTH
    return (*(["pdf"] if paper else []), *(["pptx"] if slides else []), *(["xlsx"] if workbook and may else []))


def fitting(sizes: Mapping[str, int], most: int = MOST_BYTES) -> tuple[str, ...]:
    """Of kinds with their bytes those that go into one mail, in their order as long as they fit."""
    found: list[str] = []
    for kind, size in sizes.items():
        if sum(sizes[one] for one in found) + size <= most:
            found.append(kind)
    return tuple(found)


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
