"""A matrix: the same options asked about several things, one card for each."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
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
from feedback.surveys.question_types.choosing import ORDER
from feedback.surveys.question_types.settings import Setting, codes, flag, numbers
from feedback.surveys.question_types.summaries import (
    Counts,
    Figure,
    Summary,
    mean_of,
    part_of,
    parts_to_show,
    summary,
)

SEVERAL = flag("several")
VALUES = numbers("values")
REQUIRED_ROWS = codes("required_rows")


class Matrix(QuestionType):
    """Rows and columns; the choices are the columns. `values` gives columns a number, so that each row has a mean.

    `several`: any number of columns per row. `required_rows`: which rows a needed answer must have; none named: all.
    "Does not apply to me" is one more column; said of every row, it is said of the question.
    """

    kind = "matrix"
    has_choices = True
    has_rows = True
    na_is_a_value = True
    settings: ClassVar[tuple[Setting, ...]] = (SEVERAL, VALUES, REQUIRED_ROWS, ORDER, NOT_APPLICABLE)

    def marked_na(self, question: Question, form: Form) -> bool:
        rows = self.part_codes(question)
        return bool(rows) and all(values(form, f"{question.field}.{row}") == (NA,) for row in rows)

    def read(self, question: Question, form: Form) -> Answered | None:
        parts = self.row_by_row(question, lambda row: self._row(question, form, row) or None)
        return Answered(parts=parts) if parts else None

    def missing(self, question: Question) -> Message:
        return message(N_("Your answers are missing. Choose one option in each row."))

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        if answered is None or answered.not_applicable:
            return super().lacking(question, answered)
        needed = REQUIRED_ROWS.of(question) or self.part_codes(question)
        empty = sum(row not in answered.parts for row in needed)
        text = N_("Rows that still need an answer: %(rows)s. They are marked.")
        return message(text, rows=empty) if empty else None

    def comparable_by(self, question: Question) -> Hashable:
        return (frozenset(self.part_codes(question)), frozenset(choice.code for choice in question.choices))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """One summary per row, with the mean of the columns' numbers where they have some."""
        rows = parts_to_show(counts, self.part_codes(question))
        return summary(self.kind, counts, (), None, parts=((row, self._of_row(question, counts, row)) for row in rows))

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if not question.rows:
            yield Fault("rows", message(N_("Write at least one row.")))
        if len(question.choices) < (1 if SEVERAL.of(question) else 2):
            yield Fault("choices", message(N_("Write at least two options.")))
        yield from clashes("choices", question.choices, {NA} if NOT_APPLICABLE.of(question) else set())
        yield from _strangers("values", VALUES.of(question), {choice.code for choice in question.choices})
        yield from _strangers("required_rows", REQUIRED_ROWS.of(question), {row.code for row in question.rows})

    def _row(self, question: Question, form: Form, row: str) -> tuple[str, ...]:
        sent = (
            set(values(form, f"{question.field}.{row}")) if SEVERAL.of(question) else {the_value(question, form, row)}
        )
        offered = {choice.code for choice in question.choices} | ({NA} if NOT_APPLICABLE.of(question) else set())
        if not sent <= offered | {None}:
            raise InvalidAnswer(message(N_("That option does not exist here. Choose one of those on the page.")))
        if NA in sent and len(sent) > 1 and NOT_APPLICABLE.of(question):
            raise InvalidAnswer(message(N_("You answered, and also said that it does not apply to you. Keep one.")))
        columns = (*(choice.code for choice in question.choices), NA)
        return tuple(dict.fromkeys(code for code in columns if code in sent))

    def _of_row(self, question: Question, counts: Counts, row: str) -> Summary:
        own = _without_na(part_of(counts, row)) if NOT_APPLICABLE.of(question) else part_of(counts, row)
        columns = tuple(choice.code for choice in question.choices)
        return summary(self.kind, own, columns, _mean(own, VALUES.of(question)))


def _mean(counts: Counts, numbers: Mapping[str, float]) -> Figure | None:
    if len(set(numbers.values())) < 2:
        return None
    return mean_of(counts, numbers, min(numbers.values()), max(numbers.values()))


def _without_na(counts: Counts) -> Counts:
    """The same row with those who said that it does not apply to them apart from those who answered."""
    apart = counts.values.get(NA, 0)
    kept = {value: count for value, count in counts.values.items() if value != NA}
    return Counts(counts.people - apart, kept, counts.parts, counts.skipped, counts.not_applicable + apart)


def _strangers(setting: str, named: Mapping[str, float] | list[str], known: set[str]) -> Iterator[Fault]:
    for code in sorted(set(named) - known):
        yield Fault(f"settings/{setting}", message(N_("There is no option with the code “%(code)s”."), code=code))
