"""A value that is worked out from other answers, by the question's formula; nobody sees or types it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.canonical import question_as_json
from feedback.surveys.document import Question
from feedback.surveys.question_types.banding import measured
from feedback.surveys.question_types.base import Answered, Fault, Form, QuestionType
from feedback.surveys.question_types.settings import Setting
from feedback.surveys.question_types.summaries import Counts, Summary, summary

DECIMALS = 6


class Calculation(QuestionType):
    """Numbers are stored as numbers, yes and no as 1 and 0, anything else as the text it gives."""

    kind = "calculation"
    answerable = False
    settings: ClassVar[tuple[Setting, ...]] = ()

    def read(self, question: Question, form: Form) -> Answered | None:
        """A form is never asked: the flow works it out."""
        return None

    def fields(self, question: Question) -> tuple[str, ...]:
        return ()

    def missing(self, question: Question) -> Message:
        raise TypeError("nobody answers a calculation")

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        return None

    def comparable_by(self, question: Question) -> Hashable:
        """Its formula, written down: another one measures something else."""
        return repr(question_as_json(question).get("formula"))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Mean and median of the numbers it gave, in bands."""
        banded, bands, figures = measured(counts, None, None, DECIMALS)
        return summary(self.kind, banded, bands, figures[0] if figures else None, also=figures[1:])

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if question.required:
            yield Fault("required", message(N_("Nobody answers this question, so it cannot be needed.")))
