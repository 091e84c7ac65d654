"""A pair of importance and satisfaction: how much something matters, and how good it is, on one scale."""

from __future__ import annotations

from collections.abc import Hashable
from math import hypot
from typing import ClassVar

from feedback.analysis.statistics import Estimate
from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    NOT_APPLICABLE,
    Answered,
    Form,
    QuestionType,
    Scale,
    the_value,
)
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL, point
from feedback.surveys.question_types.settings import Setting, whole
from feedback.surveys.question_types.summaries import Counts, Figure, Summary, mean, part_of, summary

POINTS = whole("points", 5, 3, 11)
HALVES = IMPORTANCE, SATISFACTION = "importance", "satisfaction"


class Importance(QuestionType):
    """Two answers from 1 to `points`. Its figure is the gap: importance minus satisfaction, above 0 where work waits.

    One of the two alone is an answer, unless the question is required. The gap's interval takes the halves for
    independent, which is wider than a paired one wherever they rise together: it never claims too much.
    """

    kind = "importance"
    settings: ClassVar[tuple[Setting, ...]] = (POINTS, LOW_LABEL, HIGH_LABEL, NOT_APPLICABLE)

    def part_codes(self, question: Question) -> tuple[str, ...]:
        return HALVES

    def half_scale(self, question: Question) -> Scale:
        """The scale of both halves."""
        return Scale(1, POINTS.of(question))

    def read(self, question: Question, form: Form) -> Answered | None:
        scale = self.half_scale(question)
        given = {half: point(scale, the_value(question, form, half)) for half in HALVES}
        parts: dict[str, float | str | tuple[str, ...]] = {half: n for half, n in given.items() if n is not None}
        return Answered(parts=parts) if parts else None

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Say both how important it is and how good it was."))

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        whole = answered is not None and (answered.not_applicable or len(answered.parts) == len(HALVES))
        return None if whole else self.missing(question)

    def comparable_by(self, question: Question) -> Hashable:
        return self.half_scale(question)

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """The gap, and per half its bars and mean."""
        scale = self.half_scale(question)
        halves = {half: part_of(counts, half) for half in HALVES}
        means = {half: mean(own, scale.low, scale.high) for half, own in halves.items()}
        parts = [(half, summary(self.kind, own, scale.points(), means[half])) for half, own in halves.items()]
        return summary(self.kind, counts, (), gap(means[IMPORTANCE], means[SATISFACTION]), parts=parts)


def gap(importance: Figure | None, satisfaction: Figure | None) -> Figure | None:
    """How far satisfaction stays behind importance, with the interval of a difference of two means (Newcombe's MOVER).

    None where one half has no answers.
    """
    if importance is None or satisfaction is None:
        return None
    more, less = importance.estimate, satisfaction.estimate
    widest = importance.highest - importance.lowest
    value, n = more.value - less.value, min(more.n, less.n)
    if more.low is None or more.high is None or less.low is None or less.high is None:
        return Figure("gap", Estimate(value, None, None, n), -widest, widest)
    low = value - hypot(more.value - more.low, less.high - less.value)
    high = value + hypot(more.high - more.value, less.value - less.low)
    return Figure("gap", Estimate(value, max(low, -widest), min(high, widest), n), -widest, widest)
