"""CES: how easy it was, on 5 or 7 points. Which end is easy is stated, never guessed."""

from __future__ import annotations

from typing import ClassVar

from feedback.surveys.document import Question
from feedback.surveys.question_types.base import NOT_APPLICABLE, Scale
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL, ScaleType
from feedback.surveys.question_types.settings import Setting, one_number_of, one_of

POINTS = one_number_of("points", 7, 5)
EASY = one_of("easy", "high", "low")


class Ces(ScaleType):
    """`easy` says which end of the scale means little effort: "high" (the default) or "low"."""

    kind = "ces"
    settings: ClassVar[tuple[Setting, ...]] = (POINTS, EASY, LOW_LABEL, HIGH_LABEL, NOT_APPLICABLE)

    def scale(self, question: Question) -> Scale:
        return Scale(1, POINTS.of(question), higher_is_better=EASY.of(question) == "high")
