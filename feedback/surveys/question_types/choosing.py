"""What the questions with written options share: one choice and several choices."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    Fault,
    Form,
    InvalidAnswer,
    QuestionType,
    values,
)
from feedback.surveys.question_types.settings import Setting, flag, texts
from feedback.surveys.question_types.summaries import Counts, Summary, summary
from feedback.surveys.question_types.writing import Unwritable, clean_line

OTHER = "other"
NONE = "none"
OTHER_ALLOWED = flag("other")
OTHER_TEXT = texts("other_text")
NONE_ALLOWED = flag("none")
NONE_TEXT = texts("none_text")


def option_codes(question: Question) -> tuple[str, ...]:
    """Every value the question accepts, in the order of the page: its choices, then "none", then "other"."""
    written = tuple(choice.code for choice in question.choices)
    none = (NONE,) if NONE_ALLOWED.of(question) else ()
    other = (OTHER,) if OTHER_ALLOWED.of(question) else ()
    return written + none + other


class ChoiceType(QuestionType):
    """A question with written options; "none" and "other" are built in, "other" comes with a text field."""

    has_choices = True
    settings: ClassVar[tuple[Setting, ...]] = (
        OTHER_ALLOWED,
        OTHER_TEXT,
        NONE_ALLOWED,
        NONE_TEXT,
    )

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose one of the options."))

    def takes_comments(self, question: Question) -> bool:
        return bool(OTHER_ALLOWED.of(question))

    def comparable_by(self, question: Question) -> Hashable:
        return frozenset(option_codes(question))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per option, as a share of the people who answered."""
        return summary(self.kind, counts, option_codes(question), None)

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if len(option_codes(question)) < 2:
            yield Fault("choices", message(N_("Write at least two options.")))
        yield from _clashes(question)


def other_text(question: Question, form: Form) -> str | None:
    """What was written under "other", or None.

    Raises:
        InvalidAnswer: it cannot be stored, or the question has no such field.
    """
    written = values(form, f"{question.field}.other")
    if not written:
        return None
    if len(written) > 1 or not OTHER_ALLOWED.of(question):
        raise InvalidAnswer(message(N_("There is no room for that text here. Choose one of the options.")))
    try:
        return clean_line(written[0]) or None
    except Unwritable as refused:
        raise InvalidAnswer(refused.message) from None


def must_exist(question: Question, chosen: tuple[str, ...]) -> None:
    """Refuse a choice the question does not have.

    Raises:
        InvalidAnswer: one of them does not exist.
    """
    if not set(chosen).issubset(option_codes(question)):
        raise InvalidAnswer(message(N_("That option does not exist here. Choose one of those on the page.")))


def _clashes(question: Question) -> Iterator[Fault]:
    built_in = {OTHER: OTHER_ALLOWED.of(question), NONE: NONE_ALLOWED.of(question)}
    for index, choice in enumerate(question.choices):
        if built_in.get(choice.code):
            yield Fault(
                f"choices/{index}/code",
                message(
                    N_("The code “%(code)s” belongs to an option that is built in."),
                    code=choice.code,
                ),
            )
