"""Days and hours: kept as codes that compare as they stand in time, within what is asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
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


def limits(normal: Callable[[str], str | None], refusal: Message) -> tuple[Setting, Setting]:
    """The settings `earliest` and `latest` of a kind whose values `normal` writes in one way."""

    def refused(value: str) -> Message | None:
        return None if normal(value) == value else refusal

    return line("earliest", refused), line("latest", refused)


class Clocked(QuestionType):
    """One point in time, kept as a code: it is no comment, and nothing is taken out of it.

    A kind says how its values are written (`normal`), what to say of one that is none (`unreadable`), and in which
    band one is counted (`band`).
    """

    earliest: ClassVar[Setting]
    latest: ClassVar[Setting]
    unreadable: ClassVar[Message]

    @staticmethod
    @abstractmethod
    def normal(value: str) -> str | None:
        """The value in its one way of writing; None where the text is none."""

    @staticmethod
    @abstractmethod
    def band(value: str) -> str:
        """What a value is counted under; bands compare as they stand in time."""

    def read(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        if value is None:
            return None
        written = self.normal(value)
        if written is None:
            raise InvalidAnswer(self.unreadable)
        _within(written, self.earliest.of(question), self.latest.of(question))
        return Answered(choices=(written,))

    def typed(self, question: Question, form: Form) -> Typed:
        """What a field with a picker can show as `chosen`, anything else as `text`: such a field would drop it."""
        typed = super().typed(question, form)
        sent = " ".join(typed.chosen).strip()
        value = self.normal(sent)
        return replace(typed, chosen=(value,) if value else (), text="" if value else sent)

    def cell(self, number: float | None, choice: str | None) -> str:
        return self.band(choice or "")

    def comparable_by(self, question: Question) -> Hashable:
        return self.kind

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per band in which somebody's value lies, in the order of time."""
        return summary(self.kind, in_bands(counts, {value: self.band(value) for value in counts.values}), (), None)

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        earliest, latest = self.earliest.of(question), self.latest.of(question)
        if earliest and latest and latest < earliest:
            yield Fault("settings/latest", message(N_("The latest that is allowed comes before the earliest.")))


def settings_of(earliest: Setting, latest: Setting) -> tuple[Setting, ...]:
    """What a designer may set at such a question."""
    return (earliest, latest, NOT_APPLICABLE)


def _within(value: str, earliest: str, latest: str) -> None:
    if earliest and value < earliest:
        raise InvalidAnswer(message(N_("It has to be %(earliest)s or later."), earliest=earliest))
    if latest and value > latest:
        raise InvalidAnswer(message(N_("It has to be %(latest)s or earlier."), latest=latest))
