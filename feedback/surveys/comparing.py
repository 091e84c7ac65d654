"""Which questions of two versions of a questionnaire stand in one series. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.question_types import TYPES


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question in two versions.

    `broken_by` says why its answers may not be compared, None when they may; `reworded` warns that the
    words changed though the scale did not.
    """

    question: str
    broken_by: Message | None = None
    reworded: bool = False

    @property
    def comparable(self) -> bool:
        """True when answers before and after stand in one series."""
        return self.broken_by is None


def compare(before: Questionnaire, after: Questionnaire) -> dict[str, Comparison]:
    """Question id → comparison, for every question that stands in either version, older ones first."""
    old = {question.id: question for question in before.questions()}
    new = {question.id: question for question in after.questions()}
    return {question_id: _compare(question_id, old.get(question_id), new.get(question_id)) for question_id in old | new}


def _compare(question_id: str, old: Question | None, new: Question | None) -> Comparison:
    if old is None:
        return Comparison(question_id, message(N_("New in this version.")))
    if new is None:
        return Comparison(question_id, message(N_("Left out of this version.")))
    return Comparison(question_id, _difference(old, new), _reworded(old, new))


def _difference(old: Question, new: Question) -> Message | None:
    if old.kind != new.kind:
        return message(N_("It is another kind of question now."))
    kind = TYPES.get(new.kind)
    if kind is None or kind.comparable_by(old) != kind.comparable_by(new):
        return message(N_("Its scale or its options changed."))
    if old.predicts != new.predicts:
        return message(N_("It asks about another person's experience now."))
    return None


def _reworded(old: Question, new: Question) -> bool:
    return any(
        new.text.has(language) and new.text.by_language[language] != words
        for language, words in old.text.by_language.items()
    )
