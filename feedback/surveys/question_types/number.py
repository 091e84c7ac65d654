"""A number with its unit, between bounds, or one per row. A decimal comma is as good as a point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.banding import measured
from feedback.surveys.question_types.base import (
    NOT_APPLICABLE,
    Answered,
    Fault,
    Form,
    InvalidAnswer,
    QuestionType,
    the_value,
)
from feedback.surveys.question_types.settings import Setting, number, texts, whole
from feedback.surveys.question_types.summaries import Counts, Summary, part_of, parts_to_show, summary
from feedback.surveys.question_types.text import gaps

UNIT = texts("unit")
LEAST = number("min")
MOST = number("max")
DECIMALS = whole("decimals", 0, 0, 6)
LARGEST = 10**15
"""Above it a stored number would no longer be exactly what was written."""

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)(?:(?!\1)[.,]\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d*[.,]?\d+|[+-]?\d+[.,]", re.ASCII)


class Number(QuestionType):
    """Stored as a number; its unit is a text of the question and never part of the answer."""

    kind = "number"
    has_rows = True
    settings: ClassVar[tuple[Setting, ...]] = (UNIT, LEAST, MOST, DECIMALS, NOT_APPLICABLE)

    def read(self, question: Question, form: Form) -> Answered | None:
        if not question.rows:
            given = self._number(question, the_value(question, form))
            return None if given is None else Answered(number=given)
        parts = self.row_by_row(question, lambda row: self._number(question, the_value(question, form, row)))
        return Answered(parts=parts) if parts else None

    def missing(self, question: Question) -> Message:
        return message(N_("Your answer is missing. Write a number."))

    def lacking(self, question: Question, answered: Answered | None) -> Message | None:
        if answered is None or answered.not_applicable:
            return super().lacking(question, answered)
        return gaps(self.part_codes(question), answered)

    def comparable_by(self, question: Question) -> tuple[object, ...]:
        unit = tuple(sorted(UNIT.of(question).items()))
        return (unit, frozenset(self.part_codes(question)))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Mean and median with the numbers in bands; with rows, the same for each."""
        if not self.part_codes(question):
            return self._summary(question, counts)
        rows = parts_to_show(counts, self.part_codes(question))
        return summary(
            self.kind, counts, (), None, parts=((row, self._summary(question, part_of(counts, row))) for row in rows)
        )

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        least, most = LEAST.of(question), MOST.of(question)
        if least is not None and most is not None and most < least:
            yield Fault("settings/max", message(N_("The largest number allowed is below the smallest.")))

    def _summary(self, question: Question, counts: Counts) -> Summary:
        banded, bands, figures = measured(counts, LEAST.of(question), MOST.of(question), DECIMALS.of(question))
        return summary(self.kind, banded, bands, figures[0] if figures else None, also=figures[1:])

    def _number(self, question: Question, value: str | None) -> float | None:
        if value is None:
            return None
        exact = read_number(value, DECIMALS.of(question))
        least, most = LEAST.of(question), MOST.of(question)
        if (least is not None and exact < Decimal(str(least))) or (most is not None and exact > Decimal(str(most))):
            raise InvalidAnswer(_bounds(least, most))
        return float(exact)


def read_number(value: str, decimals: int) -> Decimal:
    """The number somebody wrote: 1234,5 or 1.234,5 or 1,234.5 or 1 234.5.

    One point or comma before three digits divides thousands where no decimals are asked for, and is a decimal point
    where they are: nothing is guessed that could be read both ways.

    Raises:
        InvalidAnswer: it is no number, has more decimals than asked for, or is too large to be kept exactly.
    """
    text = _SPACES.sub("", value.replace("\u2212", "-"))
    grouped = _GROUPED.fullmatch(text)
    if grouped and (not decimals or len(re.findall("[.,]", text)) > 1):
        text = text.replace(grouped[1], "")
    elif not _PLAIN.fullmatch(text):
        raise InvalidAnswer(message(N_("This is not a number. Write it with digits, such as 12 or 12.5.")))
    if len(text) > 40:
        raise InvalidAnswer(message(N_("This number is too large to be kept. Please look at it again.")))
    return _fitting(Decimal(text.replace(",", ".")), decimals)


def _fitting(exact: Decimal, decimals: int) -> Decimal:
    if abs(exact) > LARGEST:
        raise InvalidAnswer(message(N_("This number is too large to be kept. Please look at it again.")))
    if exact != round(exact, decimals):
        if not decimals:
            raise InvalidAnswer(message(N_("A whole number is needed here, without decimals.")))
        raise InvalidAnswer(message(N_("At most %(decimals)s decimals fit here."), decimals=decimals))
    return exact


def _bounds(least: float | None, most: float | None) -> Message:
    if most is None:
        return message(N_("The number has to be %(low)s or more."), low=plain(least))
    if least is None:
        return message(N_("The number has to be %(high)s or less."), high=plain(most))
    return message(N_("The number has to be from %(low)s to %(high)s."), low=plain(least), high=plain(most))


def plain(number: float | None) -> str:
    """A number as forms and tallies write it: no needless decimals; "" for none."""
    return "" if number is None else f"{number:.15g}"
