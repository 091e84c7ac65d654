"""A time of day. Stored as HH:MM, counted by hour."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
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
from feedback.surveys.question_types.date import for_picker, order_faults, within
from feedback.surveys.question_types.settings import Setting, line
from feedback.surveys.question_types.summaries import Counts, Summary, in_bands, summary

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.hH]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?", re.ASCII)


def read_hour(value: str) -> str | None:
    """A time of day as HH:MM on 24 hours, or None where the text is none; seconds are left out."""
    found = _HOUR.fullmatch(value)
    return None if found is None else f"{int(found[1]):02}:{found[2]}"


def _hour_refusal(value: str) -> Message | None:
    return None if read_hour(value) == value else message(N_("A time is written with 24 hours: 09:30 or 17:45."))


EARLIEST = line("earliest", _hour_refusal)
LATEST = line("latest", _hour_refusal)


class Hour(QuestionType):
    """One time of day, kept as a code."""

    kind = "time"
    settings: ClassVar[tuple[Setting, ...]] = (EARLIEST, LATEST, NOT_APPLICABLE)

    def read(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        if value is None:
            return None
        hour = read_hour(value)
        if hour is None:
            raise InvalidAnswer(message(N_("This is not a time. Write it with 24 hours: 09:30 or 17:45.")))
        within(hour, EARLIEST.of(question), LATEST.of(question))
        return Answered(choices=(hour,))

    def typed(self, question: Question, form: Form) -> Typed:
        return for_picker(super().typed(question, form), read_hour)

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose a time."))

    def cell(self, number: float | None, choice: str | None) -> str:
        return f"{(choice or '')[:2]}:00"

    def comparable_by(self, question: Question) -> Hashable:
        return self.kind

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per hour in which somebody's time lies, from midnight on."""
        return summary(self.kind, in_bands(counts, {value: f"{value[:2]}:00" for value in counts.values}), (), None)

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        yield from order_faults(EARLIEST.of(question), LATEST.of(question))
