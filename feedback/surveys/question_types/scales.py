"""What the questions answered with a number on a scale share: NPS, CSAT, CES and rating."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    NOT_APPLICABLE,
    Answered,
    Form,
    InvalidAnswer,
    QuestionType,
    Scale,
    the_value,
)
from feedback.surveys.question_types.settings import Setting, texts
from feedback.surveys.question_types.summaries import (
    Counts,
    Figure,
    Summary,
    mean,
    summary,
)

LOW_LABEL = texts("low_label")
HIGH_LABEL = texts("high_label")


class ScaleType(QuestionType):
    """A question whose answer is one whole number; its two ends have words."""

    settings: ClassVar[tuple[Setting, ...]] = (LOW_LABEL, HIGH_LABEL, NOT_APPLICABLE)
    na_is_a_value = True

    @abstractmethod
    def scale(self, question: Question) -> Scale:
        """The scale its numbers are on."""

    def read(self, question: Question, form: Form) -> Answered | None:
        number = point(self.scale(question), the_value(question, form))
        return None if number is None else Answered(number=number)

    def missing(self, question: Question) -> Message:
        return _choose(
            self.scale(question),
            N_("Your answer is missing. Choose from %(low)s to %(high)s."),
        )

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per point of the scale, and its figure: the mean, unless the kind has its own."""
        return summary(self.kind, counts, self.scale(question).points(), self.figure(question, counts))

    def figure(self, question: Question, counts: Counts) -> Figure | None:
        """The one number that stands for the question, or None when nobody answered."""
        scale = self.scale(question)
        return mean(counts, scale.low, scale.high)


def point(scale: Scale, value: str | None) -> float | None:
    """The point of the scale that was sent, or None where nothing was.

    Raises:
        InvalidAnswer: it is none. Texts are compared, not numbers: "05" and "5.0" were never offered by our pages.
    """
    if value is None:
        return None
    if value in scale.points():
        return float(value)
    raise InvalidAnswer(_choose(scale, N_("That answer is not on the scale. Choose from %(low)s to %(high)s.")))


def _choose(scale: Scale, text: str) -> Message:
    return message(text, low=scale.low, high=scale.high)
