"""Consent: one box to tick under a statement. Stored as "yes", or as "no" where the box stayed empty."""

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
    values,
)
from feedback.surveys.question_types.settings import Setting, texts
from feedback.surveys.question_types.summaries import Counts, Summary, share, summary
from feedback.surveys.question_types.yesno import CODES, NO, YES

AGREE_TEXT = texts("agree_text")


class Consent(QuestionType):
    """The page sends "no" with every form and "yes" with a ticked box: yes wins, and nothing at all is no answer."""

    kind = "consent"
    settings: ClassVar[tuple[Setting, ...]] = (AGREE_TEXT, NOT_APPLICABLE)

    def read(self, question: Question, form: Form) -> Answered | None:
        sent = set(values(form, question.field))
        if not sent.issubset(CODES):
            raise InvalidAnswer(message(N_("That is not an answer to this question. Tick the box, or leave it empty.")))
        return Answered(choices=(YES if YES in sent else NO,)) if sent else None

    def sent_besides_na(self, question: Question, form: Form) -> bool:
        return YES in values(form, question.field)

    def missing(self, question: Question) -> Message:
        return message(N_("Without this consent we cannot take your answer. Tick the box if you agree."))

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        agreed = answered is not None and (YES in answered.choices or answered.not_applicable)
        return None if agreed else self.missing(question)

    def comparable_by(self, question: Question) -> Hashable:
        return CODES

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Two bars and the share that agreed."""
        return summary(self.kind, counts, CODES, share(counts, YES))
