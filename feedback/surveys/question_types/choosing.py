"""What the questions with written options share: one choice, several choices, a list."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    NA,
    NOT_APPLICABLE,
    Answered,
    Fault,
    Form,
    InvalidAnswer,
    QuestionType,
    clashes,
    the_value,
    values,
)
from feedback.surveys.question_types.settings import Setting, flag, one_of, texts
from feedback.surveys.question_types.summaries import Counts, Summary, summary
from feedback.surveys.question_types.writing import Unwritable, clean_line

OTHER = "other"
NONE = "none"
OTHER_ALLOWED = flag("other")
OTHER_TEXT = texts("other_text")
NONE_ALLOWED = flag("none")
NONE_TEXT = texts("none_text")
ORDER = one_of("order", "given", "random")
SEGMENT = flag("segment")


def option_codes(question: Question) -> tuple[str, ...]:
    """Every value the question accepts, in the order of the page: its choices, then "none", then "other"."""
    written = tuple(choice.code for choice in question.choices)
    none = (NONE,) if NONE_ALLOWED.of(question) else ()
    other = (OTHER,) if OTHER_ALLOWED.of(question) else ()
    return written + none + other


class ChoiceType(QuestionType):
    """A question with written options; "none" and "other" are built in, "other" comes with a text field."""

    has_choices = True
    na_is_a_value = True
    fewest: ClassVar[int] = 2
    settings: ClassVar[tuple[Setting, ...]] = (
        OTHER_ALLOWED,
        OTHER_TEXT,
        NONE_ALLOWED,
        NONE_TEXT,
        ORDER,
        NOT_APPLICABLE,
    )

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Choose one of the options."))

    def fields(self, question: Question) -> tuple[str, ...]:
        return (question.field, f"{question.field}.{OTHER}")

    def takes_comments(self, question: Question) -> bool:
        return bool(OTHER_ALLOWED.of(question))

    def comparable_by(self, question: Question) -> Hashable:
        return frozenset(option_codes(question))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One bar per option, as a share of the people who answered."""
        return summary(self.kind, counts, option_codes(question), None)

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if len(option_codes(question)) < self.fewest:
            yield Fault("choices", message(N_("Write at least two options.")))
        built_in = {OTHER: OTHER_ALLOWED, NONE: NONE_ALLOWED, NA: NOT_APPLICABLE}
        yield from clashes("choices", question.choices, {code for code, on in built_in.items() if on.of(question)})


class OneChoice(ChoiceType):
    """Text under "other" with nothing chosen means "other"; beside a choice it is kept as that person's comment."""

    settings: ClassVar[tuple[Setting, ...]] = (*ChoiceType.settings, SEGMENT)

    def read(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        text = other_text(question, form)
        chosen = (value,) if value else (OTHER,) if text else ()
        must_exist(question, chosen)
        return Answered(choices=chosen, text=text) if chosen else None


def other_text(question: Question, form: Form) -> str | None:
    """What was written under "other", or None.

    Raises:
        InvalidAnswer: it cannot be stored, or the question has no such field.
    """
    written = values(form, f"{question.field}.{OTHER}")
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
