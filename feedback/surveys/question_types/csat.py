"""CSAT: satisfaction from 1 (very bad) to 5 (very good), as faces, stars or words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import NOT_APPLICABLE, Fault, Scale
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL, ScaleType
from feedback.surveys.question_types.settings import Setting, one_of

SCALE = Scale(1, 5)
LOOK = one_of("look", "faces", "stars", "words")
POINTS = ("1", "2", "3", "4", "5")


class Csat(ScaleType):
    """Always five points, so that stages and waves compare; the look and the words may differ.

    The choices are optional: with the codes 1 to 5 they replace the five words.
    """

    kind = "csat"
    has_choices = True
    settings: ClassVar[tuple[Setting, ...]] = (LOOK, LOW_LABEL, HIGH_LABEL, NOT_APPLICABLE)

    def scale(self, question: Question) -> Scale:
        return SCALE

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose one of the options."))

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if question.choices and tuple(choice.code for choice in question.choices) != POINTS:
            yield Fault(
                "choices",
                message(N_("Words of your own need exactly the codes 1 to 5, in this order.")),
            )
