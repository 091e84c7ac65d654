"""A long text: as many lines as the person likes, up to `writing.LONGEST` characters."""

from __future__ import annotations

from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types import writing
from feedback.surveys.question_types.base import NOT_APPLICABLE
from feedback.surveys.question_types.settings import Setting
from feedback.surveys.question_types.text import LONGEST, WrittenType, check_length


class LongText(WrittenType):
    """Free text that keeps its line breaks."""

    kind = "longtext"
    settings: ClassVar[tuple[Setting, ...]] = (LONGEST, NOT_APPLICABLE)

    def clean(self, value: str) -> str:
        return writing.clean(value)

    def check(self, question: Question, text: str) -> None:
        check_length(question, text)

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. A few words are enough."))

    def takes_comments(self, question: Question) -> bool:
        return True
