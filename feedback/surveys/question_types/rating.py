"""Rating: 2 to 11 points, from 0 or from 1, with words at both ends or at any point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from feedback.errors import N_, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import NOT_APPLICABLE, Fault, Scale
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL, ScaleType
from feedback.surveys.question_types.settings import Setting, flag, one_number_of, whole

POINTS = whole("points", 5, 2, 11)
FIRST = one_number_of("first", 1, 0)
HIGHER_IS_BETTER = flag("higher_is_better", True)


class Rating(ScaleType):
    """A plain scale: `points` of them, counted from `first`.

    The choices are optional: their codes are points of the scale, their texts the words of those points.
    """

    kind = "rating"
    has_choices = True
    settings: ClassVar[tuple[Setting, ...]] = (
        POINTS,
        FIRST,
        HIGHER_IS_BETTER,
        LOW_LABEL,
        HIGH_LABEL,
        NOT_APPLICABLE,
    )

    def scale(self, question: Question) -> Scale:
        first = FIRST.of(question)
        return Scale(first, first + POINTS.of(question) - 1, HIGHER_IS_BETTER.of(question))

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        scale = self.scale(question)
        for index, choice in enumerate(question.choices):
            if choice.code not in scale.points():
                text = N_("Words for a point have its number as code: %(low)s to %(high)s.")
                yield Fault(f"choices/{index}/code", message(text, low=scale.low, high=scale.high))
