"""Yes or no, stored as the choice "yes" or "no"."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    NOT_APPLICABLE,
    Answered,
    Form,
    InvalidAnswer,
    QuestionType,
    the_value,
)
from feedback.surveys.question_types.choosing import SEGMENT
from feedback.surveys.question_types.settings import Setting
from feedback.surveys.question_types.summaries import Counts, Summary, share, summary

CODES = YES, NO = "yes", "no"


class YesNo(QuestionType):
    """Two answers; its figure is the share of yes."""

    kind = "yesno"
    na_is_a_value = True
    settings: ClassVar[tuple[Setting, ...]] = (NOT_APPLICABLE, SEGMENT)

    def read(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        if value is not None and value not in CODES:
            raise InvalidAnswer(message(N_("That is not an answer to this question. Choose yes or no.")))
        return None if value is None else Answered(choices=(value,))

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose yes or no."))

    def comparable_by(self, question: Question) -> Hashable:
        return CODES

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Two bars and the share of yes."""
        return summary(self.kind, counts, CODES, share(counts, YES))
