"""A Kano pair: how people would feel with something, and how without it; the two together say what it is to them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
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
from feedback.surveys.question_types.settings import Setting
from feedback.surveys.question_types.summaries import Counts, Summary, part_of, summary

HALVES = WITH, WITHOUT = "with", "without"
FEELINGS = LIKE, EXPECT, NEUTRAL, ACCEPT, DISLIKE = "like", "expect", "neutral", "accept", "dislike"
MUST, ONE_DIMENSIONAL, ATTRACTIVE, INDIFFERENT, REVERSE, QUESTIONABLE = "M", "O", "A", "I", "R", "Q"
CATEGORIES = (MUST, ONE_DIMENSIONAL, ATTRACTIVE, INDIFFERENT, REVERSE, QUESTIONABLE)
HALF = "half"
"""Only one of the two was answered: that says nothing of what it is to the person."""
# Kano's evaluation table (Berger et al. 1993, Center for Quality of Management Journal 2): with by row, then without
# in the order of `FEELINGS`.
TABLE: Mapping[str, str] = {LIKE: "QAAAO", EXPECT: "RIIIM", NEUTRAL: "RIIIM", ACCEPT: "RIIIM", DISLIKE: "RRRRQ"}


class Kano(QuestionType):
    """Two answers out of five feelings. What the pair says is stored beside them, and is what results count.

    One of the two alone is an answer, unless the question is required.
    """

    kind = "kano"
    settings: ClassVar[tuple[Setting, ...]] = (NOT_APPLICABLE,)

    def part_codes(self, question: Question) -> tuple[str, ...]:
        return HALVES

    def read(self, question: Question, form: Form) -> Answered | None:
        given = {half: _feeling(the_value(question, form, half)) for half in HALVES}
        felt = {half: feeling for half, feeling in given.items() if feeling is not None}
        parts: dict[str, float | str | tuple[str, ...]] = {half: (feeling,) for half, feeling in felt.items()}
        return Answered(choices=(category(felt.get(WITH), felt.get(WITHOUT)),), parts=parts) if felt else None

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Say how you would feel with it, and how without it."))

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        whole = answered is not None and (answered.not_applicable or len(answered.parts) == len(HALVES))
        return None if whole else self.missing(question)

    def comparable_by(self, question: Question) -> Hashable:
        return self.kind

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per category as a share of the people who answered, and the feelings of each half."""
        halves = [(half, part_of(counts, half)) for half in HALVES]
        parts = [(half, summary(self.kind, own, FEELINGS, None)) for half, own in halves]
        return summary(self.kind, counts, CATEGORIES, None, parts=parts)


def category(with_it: str | None, without: str | None) -> str:
    """What it is to a person who gave these two answers; `HALF` where one is missing."""
    if with_it is None or without is None:
        return HALF
    return TABLE[with_it][FEELINGS.index(without)]


def _feeling(value: str | None) -> str | None:
    if value is None or value in FEELINGS:
        return value
    raise InvalidAnswer(message(N_("That option does not exist here. Choose one of those on the page.")))
