"""A value that comes with the link: nobody sees or types it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.fields import RESERVED
from feedback.surveys.question_types.base import Answered, Fault, Form, QuestionType
from feedback.surveys.question_types.choosing import SEGMENT
from feedback.surveys.question_types.settings import Setting, line
from feedback.surveys.question_types.summaries import Counts, Summary, summary

LONGEST = 100
LONGEST_NAME = 60


def _name_refusal(name: str) -> Message | None:
    fits = len(name) <= LONGEST_NAME and all(sign.isalnum() or sign in "_-." for sign in name) and name.isascii()
    if fits and name not in RESERVED:
        return None
    return message(N_("The name of a value in the link has letters, digits, _, - and ., and is not used by the page."))


NAME = line("name", _name_refusal)


class Hidden(QuestionType):
    """`name` is what the value is called in the link (else the question's code). With choices, only those are taken."""

    kind = "hidden"
    answerable = False
    has_choices = True
    settings: ClassVar[tuple[Setting, ...]] = (NAME, SEGMENT)

    def read(self, question: Question, form: Form) -> Answered | None:
        """A form is never asked: see `brought`."""
        return None

    def brought(self, question: Question, link: Mapping[str, str]) -> Answered | None:
        """The value in the link's own values; one that cannot be taken is none, as nobody who answers could mend it."""
        value = link.get(name_of(question), "").strip()
        if not 0 < len(value) <= LONGEST or not value.isprintable():
            return None
        if question.choices and value not in {choice.code for choice in question.choices}:
            return None
        return Answered(choices=(value,))

    def fields(self, question: Question) -> tuple[str, ...]:
        return ()

    def missing(self, question: Question) -> Message:
        raise TypeError("nobody answers what the link brings along")

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        return None

    def comparable_by(self, question: Question) -> Hashable:
        return name_of(question)

    def summarise(self, question: Question, counts: Counts) -> Summary:
        return summary(self.kind, counts, tuple(choice.code for choice in question.choices), None)

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if question.required:
            yield Fault("required", message(N_("Nobody answers this question, so it cannot be needed.")))


def name_of(question: Question) -> str:
    """The name under which the value stands in the link."""
    return str(NAME.of(question) or question.code)
