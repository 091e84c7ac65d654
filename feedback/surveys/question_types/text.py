"""A short text: one line in the person's own words."""

from __future__ import annotations

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    Answered,
    Form,
    InvalidAnswer,
    QuestionType,
    Typed,
    the_value,
)
from feedback.surveys.question_types.summaries import Counts, Summary, summary
from feedback.surveys.question_types.writing import Unwritable, clean_line, displayable


class Text(QuestionType):
    """Free text on one line; line breaks become spaces."""

    kind = "text"

    def parse(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        if value is None:
            return None
        try:
            text = self.clean(value)
        except Unwritable as refused:
            raise InvalidAnswer(refused.message) from None
        return Answered(text=text) if text else None

    def clean(self, value: str) -> str:
        """The text as it is stored; raises `writing.Unwritable`."""
        return clean_line(value)

    def typed(self, question: Question, form: Form) -> Typed:
        return Typed(text="\n".join(displayable(value) for value in form.get(question.field) or ()))

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. A few words are enough."))

    def takes_comments(self, question: Question) -> bool:
        return True

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Only how many wrote: what they wrote is read as comments."""
        return summary(self.kind, counts, (), None)
