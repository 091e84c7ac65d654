"""What every kind of question can do. A kind is one file of this package and one template partial."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from feedback.analysis.statistics import rescale
from feedback.errors import N_, Invalid, Message, message
from feedback.surveys.document import Choice, Question
from feedback.surveys.fields import LONGEST_CODE, is_code
from feedback.surveys.question_types.settings import Setting, flag
from feedback.surveys.question_types.summaries import Counts, Summary
from feedback.surveys.question_types.writing import displayable

T = TypeVar("T", float, str, tuple[str, ...])
Form = Mapping[str, Sequence[str]]
"""A posted form: field name to everything that was sent under it, in order."""

NA = "na"
"""What is sent for "does not apply to me": the value of the field, of a row of it, or the name of a field beside it."""
NOT_APPLICABLE = flag("not_applicable")


class InvalidAnswer(Invalid):
    """What was sent cannot be an answer to this question; the message says what to do, to the respondent."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: a `number` on the question's scale, or the codes of `choices`, and `text` as the person wrote it.

    `parts` holds the answers by row of a question that has several, or by half of a pair: a number, a text somebody
    wrote, or the codes that were chosen. `not_applicable`: the person said that the question is not about them; then
    there is nothing else.
    """

    number: float | None = None
    choices: tuple[str, ...] = ()
    text: str | None = None
    parts: Mapping[str, float | str | tuple[str, ...]] = field(default_factory=dict, hash=False)
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent, safe to show again whether or not it was an answer. False when nothing was.

    `parts` is what was sent by row or half, `na` that "does not apply to me" was marked beside the field.
    """

    chosen: tuple[str, ...] = ()
    text: str = ""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    na: bool = False

    def __bool__(self) -> bool:
        return bool(self.chosen or self.text or self.parts or self.na)


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int
    higher_is_better: bool = True

    def points(self) -> tuple[str, ...]:
        """Every number of it, as forms send and tallies count it."""
        return tuple(str(number) for number in range(self.low, self.high + 1))

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
    settings: ClassVar[tuple[Setting, ...]] = (NOT_APPLICABLE,)
    has_choices: ClassVar[bool] = False
    has_rows: ClassVar[bool] = False
    answerable: ClassVar[bool] = True
    """False for what people only read, and for what is filled in without them."""
    na_is_a_value: ClassVar[bool] = False
    """"Does not apply to me" is a value of the field itself, not a field beside it."""

    def parse(self, question: Question, form: Form) -> Answered | None:
        """The answer in a posted form, or None when there is none (an empty field is no answer).

        Raises:
            InvalidAnswer: something was sent that this question does not allow; nothing is dropped silently.
        """
        if not (NOT_APPLICABLE.of(question) and self.marked_na(question, form)):
            return self.read(question, form)
        if self.sent_besides_na(question, form):
            raise InvalidAnswer(message(N_("You answered, and also said that it does not apply to you. Keep one.")))
        return Answered(not_applicable=True)

    @abstractmethod
    def read(self, question: Question, form: Form) -> Answered | None:
        """What `parse` finds where nobody said that the question does not apply."""

    @abstractmethod
    def missing(self, question: Question) -> Message:
        """What to tell a person who left this required question out."""

    @abstractmethod
    def summarise(self, question: Question, counts: Counts) -> Summary:
        """The result of one question from its tally."""

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        """What to tell a person whose answer to this required question is missing or has gaps, else None."""
        return self.missing(question) if answered is None else None

    def marked_na(self, question: Question, form: Form) -> bool:
        """Whether "does not apply to me" was marked."""
        if self.na_is_a_value:
            return NA in values(form, question.field)
        return bool(values(form, f"{question.field}.{NA}"))

    def sent_besides_na(self, question: Question, form: Form) -> bool:
        """Whether anything else was sent than "does not apply to me"."""
        box = f"{question.field}.{NA}"
        sent = [value for name in self.fields(question) if name != box for value in values(form, name)]
        return any(value != NA or not self.na_is_a_value for value in sent)

    def part_codes(self, question: Question) -> tuple[str, ...]:
        """The names of what is answered one by one, each in a field of its own: `field.part`."""
        return tuple(row.code for row in question.rows) if self.has_rows else ()

    def fields(self, question: Question) -> tuple[str, ...]:
        """Every field of a form that this question reads."""
        name = question.field
        own = tuple(f"{name}.{part}" for part in self.part_codes(question)) or (name,)
        beside = not self.na_is_a_value and NOT_APPLICABLE.of(question)
        return (*own, f"{name}.{NA}") if beside else own

    def row_by_row(self, question: Question, read: Callable[[str], T | None]) -> dict[str, T]:
        """What `read` finds for each row or part that has something, by its code.

        Raises:
            InvalidAnswer: one is wrong; the message says which, counted from 1.
        """
        found: dict[str, T] = {}
        for number, part in enumerate(self.part_codes(question), start=1):
            try:
                given = read(part)
            except InvalidAnswer as refused:
                text = N_("Row %(row)s: %(problem)s")
                raise InvalidAnswer(message(text, row=number, problem=refused.message)) from None
            if given is not None:
                found[part] = given
        return found

    def typed(self, question: Question, form: Form) -> Typed:
        """Everything that was sent to this question, to be shown again. Never raises."""
        name = question.field
        sent = {part: shown_again(form, f"{name}.{part}") for part in self.part_codes(question)}
        return Typed(
            chosen=tuple(displayable(value) for value in form.get(name) or ()),
            text="\n".join(shown_again(form, f"{name}.other")),
            parts={part: found for part, found in sent.items() if found},
            na=not self.na_is_a_value and bool(values(form, f"{name}.{NA}")),
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

    def cell(self, number: float | None, choice: str | None) -> str:
        """The value of `Counts.values` that one stored number or choice is counted under."""
        return choice if choice is not None else f"{number:.15g}"

    def tally(self, answered: Answered) -> tuple[tuple[str, str], ...]:
        """The cells of `Counts` that one answer adds one to: the part ("" for the question itself) and the value."""
        whole = [("", value) for value in self._cells(answered.choices or answered.number)]
        parts = [(part, value) for part, given in answered.parts.items() for value in self._cells(given)]
        return tuple(whole + parts)

    def _cells(self, given: float | str | tuple[str, ...] | None) -> Iterator[str]:
        if isinstance(given, tuple):
            yield from (self.cell(None, code) for code in given)
        elif given is not None and not isinstance(given, str):
            yield self.cell(given, None)

    def comparable_by(self, question: Question) -> Hashable:
        """What must be equal for the answers of two versions to stand in one series."""
        return self.scale(question)

    def faults(self, question: Question) -> Iterator[Fault]:
        """What is wrong with the question's settings, choices and rows."""
        known = {setting.name: setting for setting in self.settings}
        for name, value in sorted(question.settings.items()):
            fault = known[name].refusal(value) if name in known else _unknown(name)
            if fault:
                yield Fault(f"settings/{name}", fault)
        if question.choices and not self.has_choices:
            yield Fault("choices", message(N_("This kind of question has no options of its own.")))
        if question.rows and not self.has_rows:
            yield Fault("rows", message(N_("This kind of question has no rows.")))
        yield from self._row_faults(question)

    def _row_faults(self, question: Question) -> Iterator[Fault]:
        times = Counter(row.code for row in question.rows)
        for index, row in enumerate(question.rows):
            if not is_code(row.code):
                text = N_("A code has 1 to %(most)s characters and no space at its ends.")
                yield Fault(f"rows/{index}/code", message(text, most=LONGEST_CODE))
            elif times[row.code] > 1:
                yield Fault(f"rows/{index}/code", message(N_("Two rows have the code “%(code)s”."), code=row.code))
        yield from clashes("rows", question.rows, {NA} if NOT_APPLICABLE.of(question) else set())


def clashes(where: str, named: Sequence[Choice], built_in: set[str]) -> Iterator[Fault]:
    """Options or rows with a code that the product itself gives a meaning."""
    for index, one in enumerate(named):
        if one.code in built_in:
            text = N_("The code “%(code)s” belongs to an option that is built in.")
            yield Fault(f"{where}/{index}/code", message(text, code=one.code))


def values(form: Form, field: str) -> tuple[str, ...]:
    """What was sent under a field, without blanks, outer spaces removed."""
    return tuple(stripped for value in form.get(field) or () if (stripped := value.strip()))


def the_value(question: Question, form: Form, part: str = "") -> str | None:
    """The one value sent for a question that allows one, or for a part of it; None where there is none.

    Raises:
        InvalidAnswer: there were several.
    """
    sent = values(form, f"{question.field}.{part}" if part else question.field)
    if len(sent) > 1:
        raise InvalidAnswer(message(N_("Only one answer fits here. Choose one.")))
    return sent[0] if sent else None


def shown_again(form: Form, field: str) -> tuple[str, ...]:
    """What was sent under a field, as a page can carry it; blanks are nothing."""
    return tuple(displayable(value) for value in form.get(field) or () if value.strip())


def _unknown(name: str) -> Message:
    return message(N_("This kind of question has no setting called “%(name)s”."), name=name)
