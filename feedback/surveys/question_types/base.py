"""What every kind of question can do. A kind is one file of this package and one template partial."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from feedback.analysis.statistics import rescale
from feedback.errors import N_, Invalid, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.settings import Setting
from feedback.surveys.question_types.summaries import Counts, Summary
from feedback.surveys.question_types.writing import displayable

Form = Mapping[str, Sequence[str]]
"""A posted form: field name to everything that was sent under it, in order."""


class InvalidAnswer(Invalid):
    """What was sent cannot be an answer to this question; the message says what to do, to the respondent."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: a `number` on the question's scale, or the codes of `choices`, and `text` as the person wrote it."""

    number: float | None = None
    choices: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent, safe to show again whether or not it was an answer."""

    chosen: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int
    higher_is_better: bool = True

    def to_five(self, number: float) -> float:
        """The number on 1..5, 5 best, whatever direction the scale has."""
        worst, best = (self.low, self.high) if self.higher_is_better else (self.high, self.low)
        return rescale(number, worst, best)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a question's own settings or choices; `where` is its part of the question."""

    where: str
    message: Message


class QuestionType(ABC):
    """One kind of question. Stateless: every method is given the question it is about."""

    kind: ClassVar[str]
    settings: ClassVar[tuple[Setting, ...]] = ()
    has_choices: ClassVar[bool] = False

    @abstractmethod
    def parse(self, question: Question, form: Form) -> Answered | None:
        """The answer in a posted form, or None when there is none (an empty field is no answer).

        Raises:
            InvalidAnswer: something was sent that this question does not allow; nothing is dropped silently.
        """

    @abstractmethod
    def missing(self, question: Question) -> Message:
        """What to tell a person who left this required question out."""

    @abstractmethod
    def summarise(self, question: Question, counts: Counts) -> Summary:
        """The result of one question from its tally."""

    def typed(self, question: Question, form: Form) -> Typed:
        """Everything that was sent to this question, to be shown again. Never raises."""
        return Typed(
            tuple(form.get(question.field) or ()),
            _shown(form, f"{question.field}.other"),
        )

    def takes_comments(self, question: Question) -> bool:
        """True when people can write free text here."""
        return False

    def comment(self, answered: Answered) -> str | None:
        """The free text a person wrote, if any: what the analysis of comments reads."""
        return answered.text or None

    def scale(self, question: Question) -> Scale | None:
        """The scale its numbers are on, or None where answers are not numbers."""
        return None

    def tally(self, answered: Answered) -> tuple[str, ...]:
        """The cells of `Counts.values` that one answer adds one to."""
        return answered.choices

    def comparable_by(self, question: Question) -> Hashable:
        """What must be equal for the answers of two versions to stand in one series."""
        return self.scale(question)

    def faults(self, question: Question) -> Iterator[Fault]:
        """What is wrong with the question's settings and choices."""
        known = {setting.name: setting for setting in self.settings}
        for name, value in sorted(question.settings.items()):
            fault = known[name].refusal(value) if name in known else _unknown(name)
            if fault:
                yield Fault(f"settings/{name}", fault)
        if question.choices and not self.has_choices:
            yield Fault(
                "choices",
                message(N_("This kind of question has no options of its own.")),
            )


def values(form: Form, field: str) -> tuple[str, ...]:
    """What was sent under a field, without blanks, outer spaces removed."""
    return tuple(stripped for value in form.get(field) or () if (stripped := value.strip()))


def the_value(question: Question, form: Form) -> str | None:
    """The one value sent for a question that allows one, or None.

    Raises:
        InvalidAnswer: there were several.
    """
    sent = values(form, question.field)
    if len(sent) > 1:
        raise InvalidAnswer(message(N_("Only one answer fits here. Choose one.")))
    return sent[0] if sent else None


def _shown(form: Form, field: str) -> str:
    return "\n".join(displayable(value) for value in form.get(field) or ())


def _unknown(name: str) -> Message:
    return message(N_("This kind of question has no setting called “%(name)s”."), name=name)
