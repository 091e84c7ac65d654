"""A value that comes with the link: nobody sees or types it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.fields import RESERVED
from feedback.surveys.question_types.base import Answered
from feedback.surveys.question_types.choosing import SEGMENT
from feedback.surveys.question_types.settings import Setting, line
from feedback.surveys.question_types.summaries import Counts, Summary, summary
from feedback.surveys.question_types.unasked import Unasked

LONGEST = 100
LONGEST_NAME = 60


def _name_refusal(name: str) -> Message | None:
    fits = len(name) <= LONGEST_NAME and all(sign.isalnum() or sign in "_-." for sign in name) and name.isascii()
    if fits and name not in RESERVED:
        return None
    return message(N_("The name of a value in the link has letters, digits, _, - and ., and is not used by the page."))


NAME = line("name", _name_refusal)


class Hidden(Unasked):
    """`name` is what the value is called in the link (else the question's code). With choices, only those are taken."""

    kind = "hidden"
    has_choices = True
    settings: ClassVar[tuple[Setting, ...]] = (NAME, SEGMENT)

    def brought(self, question: Question, link: Mapping[str, str]) -> Answered | None:
        """The value in the link's own values; one that cannot be taken is none, as nobody who answers could mend it."""
        value = link.get(name_of(question), "").strip()
        if not 0 < len(value) <= LONGEST or not value.isprintable():
            return None
        if question.choices and value not in {choice.code for choice in question.choices}:
            return None
        return Answered(choices=(value,))

    def comparable_by(self, question: Question) -> Hashable:
        return name_of(question)

    def summarise(self, question: Question, counts: Counts) -> Summary:
        return summary(self.kind, counts, tuple(choice.code for choice in question.choices), None)


def name_of(question: Question) -> str:
    """The name under which the value stands in the link."""
    return str(NAME.of(question) or question.code)
