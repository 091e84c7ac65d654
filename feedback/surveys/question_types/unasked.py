"""What stands among the questions and nobody answers: texts to read, values that come along or are worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import Answered, Fault, Form, QuestionType
from feedback.surveys.question_types.settings import Setting


class Unasked(QuestionType):
    """A form is never asked for it: it has no field, and nothing of it can be missing."""

    answerable = False
    settings: ClassVar[tuple[Setting, ...]] = ()

    def read(self, question: Question, form: Form) -> Answered | None:
        return None

    def fields(self, question: Question) -> tuple[str, ...]:
        return ()

    def missing(self, question: Question) -> Message:
        raise TypeError("nobody answers it")

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        return None

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if question.required:
            yield Fault("required", message(N_("Nobody answers this question, so it cannot be needed.")))
