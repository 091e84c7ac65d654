"""Rating: 2 to 11 points, from 0 or from 1, with words at both ends."""

from __future__ import annotations

from typing import ClassVar

from feedback.surveys.document import Question
from feedback.surveys.question_types.base import Scale
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL, ScaleType
from feedback.surveys.question_types.settings import Setting, flag, one_number_of, whole

POINTS = whole("points", 5, 2, 11)
FIRST = one_number_of("first", 1, 0)
HIGHER_IS_BETTER = flag("higher_is_better", True)


class Rating(ScaleType):
    """A plain scale: `points` of them, counted from `first`."""

    kind = "rating"
    settings: ClassVar[tuple[Setting, ...]] = (
        POINTS,
        FIRST,
        HIGHER_IS_BETTER,
        LOW_LABEL,
        HIGH_LABEL,
    )

    def scale(self, question: Question) -> Scale:
        first = FIRST.of(question)
        return Scale(first, first + POINTS.of(question) - 1, HIGHER_IS_BETTER.of(question))
