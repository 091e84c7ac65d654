"""A short text: one line in the person's own words, or several lines with a label each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types import writing
from feedback.surveys.question_types.base import (
    NOT_APPLICABLE,
    Answered,
    Form,
    InvalidAnswer,
    QuestionType,
    Typed,
    the_value,
)
from feedback.surveys.question_types.settings import Setting, line, whole
from feedback.surveys.question_types.summaries import Counts, Summary, part_of, parts_to_show, summary
from feedback.surveys.question_types.writing import Unwritable, clean_line, displayable

LONGEST_PATTERN = 200
PATTERN_MEMORY = 1 << 20
"""Bytes a compiled pattern may take; "(a{500}){500}" takes more and is refused."""


def pattern_refusal(pattern: str) -> Message | None:
    """Why a pattern may not be used: too long, or not one that can be matched in linear time."""
    if len(pattern) > LONGEST_PATTERN:
        return message(N_("A pattern has at most %(most)s characters."), most=LONGEST_PATTERN)
    try:
        _compiled(pattern)
    except ValueError:
        return message(N_("This pattern cannot be used. References back and look-arounds do not work here."))
    return None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    """The pattern as RE2 has it: linear in the text, whatever an author wrote.

    Raises:
        ValueError: RE2 cannot compile it.
    """
    import re2  # a library of its own, which most questionnaires never need

    options = re2.Options()
    options.log_errors = False
    options.max_mem = PATTERN_MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error:
        raise ValueError(pattern) from None


PATTERN = line("pattern", pattern_refusal)
LONGEST = whole("longest", None, 1, writing.LONGEST)


class WrittenType(QuestionType):
    """A question that is answered in writing, in one field or in one per row."""

    def read(self, question: Question, form: Form) -> Answered | None:
        if not self.part_codes(question):
            text = self._text(question, the_value(question, form))
            return Answered(text=text) if text else None
        parts = self.row_by_row(question, lambda row: self._text(question, the_value(question, form, row)) or None)
        return Answered(parts=parts) if parts else None

    def clean(self, value: str) -> str:
        """The text as it is stored; raises `writing.Unwritable`."""
        return clean_line(value)

    def check(self, question: Question, text: str) -> None:
        """Refuse a text that this question does not take.

        Raises:
            InvalidAnswer: it does not.
        """

    def _text(self, question: Question, value: str | None) -> str:
        if value is None:
            return ""
        try:
            text = self.clean(value)
        except Unwritable as refused:
            raise InvalidAnswer(refused.message) from None
        if text:
            self.check(question, text)
        return text

    def typed(self, question: Question, form: Form) -> Typed:
        whole = super().typed(question, form)
        text = "\n".join(displayable(value) for value in form.get(question.field) or ())
        return Typed(text=text, parts=whole.parts, na=whole.na)

    def comment(self, answered: Answered) -> str | None:
        written = [given for given in answered.parts.values() if isinstance(given, str)]
        return answered.text or "\n".join(written) or None

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        if answered is None or answered.not_applicable:
            return super().lacking(question, answered)
        return gaps(self.part_codes(question), answered)

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Only how many wrote, also per row: what they wrote is read as comments."""
        rows = [(row, part_of(counts, row)) for row in parts_to_show(counts, self.part_codes(question))]
        return summary(self.kind, counts, (), None, parts=((row, summary(self.kind, n, (), None)) for row, n in rows))


class Text(WrittenType):
    """Free text on one line; line breaks become spaces. `pattern` has to match all of it."""

    kind = "text"
    has_rows = True
    settings: ClassVar[tuple[Setting, ...]] = (PATTERN, LONGEST, NOT_APPLICABLE)

    def check(self, question: Question, text: str) -> None:
        check_length(question, text)
        pattern = PATTERN.of(question)
        if pattern and _compiled(pattern).fullmatch(text) is None:
            raise InvalidAnswer(message(N_("This is not written the way it is needed here. Please look at it again.")))

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. A few words are enough."))

    def takes_comments(self, question: Question) -> bool:
        """What has to fit a pattern is a number or a code, not what somebody thinks."""
        return not PATTERN.of(question)

    def comparable_by(self, question: Question) -> frozenset[str]:
        return frozenset(self.part_codes(question))


def gaps(needed: tuple[str, ...], answered: Answered) -> Message | None:
    """What to say where rows of a needed answer are still empty."""
    empty = sum(part not in answered.parts for part in needed)
    if not empty:
        return None
    return message(N_("Rows that still need an answer: %(rows)s. They are marked."), rows=empty)


def check_length(question: Question, text: str) -> None:
    """Refuse a text with more characters than the author allows.

    Raises:
        InvalidAnswer: it has more. Nothing is cut.
    """
    longest = LONGEST.of(question)
    if longest is not None and len(text) > longest:
        wrong = N_("Your text has %(length)s characters, and %(limit)s fit. Nothing was cut: please shorten it.")
        raise InvalidAnswer(message(wrong, length=len(text), limit=longest))
