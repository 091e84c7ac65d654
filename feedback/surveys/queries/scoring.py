"""Who answered which of the questions behind a stage's score: what decides whether it may stand beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, case, func, literal, select

from feedback.analysis.disclosure.scores import Answered, tells, too_few_alike
from feedback.db import db
from feedback.surveys.models import Answer, Response
from feedback.surveys.queries.counting import Line, countable

AT_ONCE = 60
"""Questions, a bit each, that one sum holds."""
Together = tuple[UUID, int]
"""(group, release that first counted these people)."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The questions behind one score, by row, and who answered which of them."""

    questions: Collection[UUID]
    answered: Mapping[Together, Answered]
    elsewhere: Collection[Answered] = ()
    """The same of other stages, and of none, at which some of these questions were answered too."""

    def tells(self, groups: Collection[str], alone: Collection[str], k: int) -> bool:
        """Whether the score of these groups together tells what fewer than k of them answered.

        `alone` are groups whose questions are shown by themselves. Over several releases, and where a question belongs
        to several stages, more can be taken away from each other: there nobody or enough people must be alike.
        """
        everybody = list(self.answered.values())
        if self.elsewhere or len({number for _, number in self.answered}) > 1:
            several = self.elsewhere or len({one for part in everybody for one in part}) > 1
            return bool(several) and too_few_alike([*everybody, *self.elsewhere], k)
        own = [(str(group), one) for (group, _), one in self.answered.items() if str(group) in groups]
        rest = _together([one for group, one in own if group not in alone])
        return tells([*(one for group, one in own if group in alone), rest], k)


def behind_scores(survey_id: UUID, lines: Mapping[UUID, Line]) -> dict[tuple[UUID, str], Behind]:
    """(stage, measure) -> what is behind its score, of one survey: one read."""
    order = list(lines)
    answered: dict[tuple[UUID | None, str], dict[Together, dict[frozenset[int], int]]] = {}
    rows = db.session.execute(_sets(survey_id, lines)) if order else ()
    for stage_id, measure, group_id, number, *bits, people in rows:
        own = answered.setdefault((stage_id, measure), {}).setdefault((group_id, number), {})
        own[_which(bits)] = people
    return {
        (stage_id, measure): Behind(
            [order[one] for one in _questions(parts)], parts, _elsewhere((stage_id, measure), answered)
        )
        for (stage_id, measure), parts in answered.items()
        if stage_id is not None
    }


def _elsewhere(
    place: tuple[UUID | None, str], answered: Mapping[tuple[UUID | None, str], Mapping[Together, Answered]]
) -> list[Answered]:
    mine = set(_questions(answered[place]))
    others = [parts for other, parts in answered.items() if other != place and mine & set(_questions(parts))]
    return [part for parts in others for part in parts.values()]


def _which(sums: Collection[Any]) -> frozenset[int]:
    return frozenset(
        AT_ONCE * number + place
        for number, bits in enumerate(sums)
        for place in range(AT_ONCE)
        if int(bits) >> place & 1
    )


def _questions(parts: Mapping[Together, Answered]) -> list[int]:
    return sorted({question for part in parts.values() for which in part for question in which})


def _together(parts: Collection[Answered]) -> dict[frozenset[int], int]:
    found: dict[frozenset[int], int] = {}
    for part in parts:
        for which, people in part.items():
            found[which] = found.get(which, 0) + people
    return found


def _sets(survey_id: UUID, lines: Mapping[UUID, Line]) -> Any:
    """People by stage, measure, group, release, and the questions of the measure they answered, a bit each."""
    measure = case({row_id: literal(line.measure) for row_id, line in lines.items()}, value=Answer.question_id)
    person = (Answer.response_id, Answer.stage_id, Answer.group_id, Response.counted_in, measure.label("measure"))
    order = list(lines)
    sums = [
        func.sum(_bit(order[start : start + AT_ONCE])).label(f"bits{start}") for start in range(0, len(order), AT_ONCE)
    ]
    people = (
        select(*person, *sums)
        .join(Response, Response.id == Answer.response_id)
        .where(*countable(survey_id), Answer.question_id.in_(lines), Answer.number.is_not(None), Answer.part == "")
        .group_by(*person)
        .subquery()
    )
    bits = [people.c[one.name] for one in sums]
    cell = (people.c.stage_id, people.c.measure, people.c.group_id, people.c.counted_in, *bits)
    return select(*cell, func.count()).group_by(*cell)


def _bit(questions: Sequence[UUID]) -> Any:
    values = {row_id: literal(1 << place, BigInteger) for place, row_id in enumerate(questions)}
    return case(values, value=Answer.question_id, else_=literal(0, BigInteger))
