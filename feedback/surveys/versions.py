"""What changed from one version of a questionnaire to another, question by question. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.errors import Message
from feedback.surveys.comparing import Comparison, changes, compare
from feedback.surveys.document import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Change:
    """One question in two versions. `before` and `after` are its texts, "" where it does not stand.

    `parts` says what changed in it. `word` is what the author said of its answers, None: nothing.
    """

    comparison: Comparison
    number: int
    before: str
    after: str
    parts: tuple[Message, ...] = ()
    word: bool | None = None

    @property
    def question(self) -> str:
        return self.comparison.question

    @property
    def stands_in_both(self) -> bool:
        return bool(self.before and self.after)

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def needs_a_word(self) -> bool:
        """Whether the author should say if answers may be compared: words or options changed, the scale did not."""
        return self.comparison.arguable and (self.comparison.reworded or not self.comparison.comparable)

    @property
    def comparable(self) -> bool:
        return self.comparison.judged(self.word)


def changes_between(
    before: Questionnaire, after: Questionnaire, lang: str, words: Mapping[str, bool] | None = None
) -> list[Change]:
    """Every question that was added, left out or changed: those of the later version in order, then those left out."""
    found = compare(before, after)
    old = {question.id: question for question in before.questions()}
    new = {question.id: question for question in after.questions()}
    every = [
        _change(found[one], old.get(one), new.get(one), place, lang, (words or {}).get(one))
        for place, one in enumerate([*new, *(gone for gone in old if gone not in new)], 1)
    ]
    return [one for one in every if one.parts or not one.stands_in_both]


def unchanged(before: Questionnaire, after: Questionnaire) -> int:
    """How many questions stand in both without any change."""
    old = {question.id: question for question in before.questions()}
    return sum(one.id in old and not changes(old[one.id], one) for one in after.questions())


def _change(
    comparison: Comparison, old: Question | None, new: Question | None, number: int, lang: str, word: bool | None
) -> Change:
    parts = changes(old, new) if old and new else ()
    return Change(comparison, number, _text(old, lang), _text(new, lang), parts, word)


def _text(question: Question | None, lang: str) -> str:
    return (question.text.text_in(lang) or question.code) if question else ""
