"""A day. Stored as ISO 8601, counted by month."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    NOT_APPLICABLE,
    Answered,
    Fault,
    Form,
    InvalidAnswer,
    QuestionType,
    Typed,
    the_value,
)
from feedback.surveys.question_types.settings import Setting, line
from feedback.surveys.question_types.summaries import Counts, Summary, in_bands, summary

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


def _day_refusal(value: str) -> Message | None:
    return None if read_day(value) == value else message(N_("A day is written as year-month-day: 2026-11-22."))


EARLIEST = line("earliest", _day_refusal)
LATEST = line("latest", _day_refusal)


class Day(QuestionType):
    """One day, kept as a code: it is no comment, and nothing is taken out of it."""

    kind = "date"
    settings: ClassVar[tuple[Setting, ...]] = (EARLIEST, LATEST, NOT_APPLICABLE)

    def read(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        if value is None:
            return None
        day = read_day(value)
        if day is None:
            raise InvalidAnswer(message(N_("This is not a day. Write it as year-month-day: 2026-11-22.")))
        within(day, EARLIEST.of(question), LATEST.of(question))
        return Answered(choices=(day,))

    def typed(self, question: Question, form: Form) -> Typed:
        return for_picker(super().typed(question, form), read_day)

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose a day."))

    def cell(self, number: float | None, choice: str | None) -> str:
        return (choice or "")[:7]

    def comparable_by(self, question: Question) -> Hashable:
        return self.kind

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per month in which somebody's day lies, in the order of time."""
        return summary(self.kind, in_bands(counts, {value: value[:7] for value in counts.values}), (), None)

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        yield from order_faults(EARLIEST.of(question), LATEST.of(question))


def for_picker(typed: Typed, read: Callable[[str], str | None]) -> Typed:
    """What a field with a picker can show as `chosen`, anything else as `text`: such a field would drop it."""
    sent = " ".join(typed.chosen).strip()
    value = read(sent)
    return replace(typed, chosen=(value,) if value else (), text="" if value else sent)


def within(value: str, earliest: str, latest: str) -> None:
    """Refuse a day or hour outside of what is asked for; texts compare as they stand in time.

    Raises:
        InvalidAnswer: it lies outside.
    """
    if earliest and value < earliest:
        raise InvalidAnswer(message(N_("It has to be %(earliest)s or later."), earliest=earliest))
    if latest and value > latest:
        raise InvalidAnswer(message(N_("It has to be %(latest)s or earlier."), latest=latest))


def order_faults(earliest: str, latest: str) -> Iterator[Fault]:
    """What is wrong where nothing lies between the two."""
    if earliest and latest and latest < earliest:
        yield Fault("settings/latest", message(N_("The latest that is allowed comes before the earliest.")))
