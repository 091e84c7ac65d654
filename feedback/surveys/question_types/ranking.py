"""A ranking: options put in order, the first being the most important."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import ClassVar

from feedback.analysis.statistics import mean_interval, wilson
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
)
from feedback.surveys.question_types.choosing import ORDER
from feedback.surveys.question_types.settings import Setting, whole
from feedback.surveys.question_types.summaries import (
    Counts,
    Figure,
    Summary,
    part_of,
    parts_to_show,
    spread,
    summary,
)

MOST = whole("max", None, 1, 100)


class Ranking(QuestionType):
    """Each option's place stands under `field.option`. With `max` only the first so many places are given away."""

    kind = "ranking"
    has_choices = True
    settings: ClassVar[tuple[Setting, ...]] = (MOST, ORDER, NOT_APPLICABLE)

    def part_codes(self, question: Question) -> tuple[str, ...]:
        return tuple(choice.code for choice in question.choices)

    def read(self, question: Question, form: Form) -> Answered | None:
        places = {code: self._place(question, the_value(question, form, code)) for code in self.part_codes(question)}
        ranked = sorted((place, code) for code, place in places.items() if place)
        if not ranked:
            return None
        given = [place for place, _ in ranked]
        if len(set(given)) < len(given):
            raise InvalidAnswer(message(N_("Two options have the same place. Give each place only once.")))
        if given != list(range(1, len(given) + 1)):
            raise InvalidAnswer(message(N_("A place is left out. Start with 1 and go on without gaps.")))
        if MOST.of(question) is None and len(given) < len(places):
            raise InvalidAnswer(
                message(N_("You gave %(n)s of %(all)s places. Give every option one."), n=len(given), all=len(places))
            )
        return Answered(parts={code: float(place) for place, code in ranked})

    def missing(self, question: Question) -> Message:
        return message(N_("Your order is missing. Start with the option that gets place 1."))

    def comparable_by(self, question: Question) -> Hashable:
        return (frozenset(self.part_codes(question)), MOST.of(question))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Per option its mean place among those who gave it one, and the share of all who put it first."""
        options = parts_to_show(counts, self.part_codes(question))
        places = tuple(str(place) for place in range(1, places_of(question) + 1))
        return summary(self.kind, counts, (), None, parts=((one, self._of(counts, one, places)) for one in options))

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        if len(question.choices) < 2:
            yield Fault("choices", message(N_("Write at least two options.")))
        elif (MOST.of(question) or 0) > len(question.choices):
            yield Fault("settings/max", message(N_("There are more places than options.")))
        yield from clashes("choices", question.choices, {NA} if NOT_APPLICABLE.of(question) else set())

    def _of(self, counts: Counts, option: str, places: tuple[str, ...]) -> Summary:
        own = part_of(counts, option)
        rank = mean_interval(list(spread(own, {place: float(place) for place in places})), ends=(1, len(places)))
        first = wilson(own.values.get("1", 0), counts.people)
        figure = None if rank is None else Figure("rank", rank, 1, len(places))
        share = None if first is None else Figure("first", first, 0, 1)
        return summary(self.kind, own, places, figure, also=[share])

    def _place(self, question: Question, value: str | None) -> int:
        if value is None:
            return 0
        last = places_of(question)
        if value not in {str(place) for place in range(1, last + 1)}:
            raise InvalidAnswer(message(N_("Places go from 1 to %(last)s."), last=last))
        return int(value)


def places_of(question: Question) -> int:
    """How many places there are to give away."""
    most, options = MOST.of(question), len(question.choices)
    return options if most is None else min(most, options)
