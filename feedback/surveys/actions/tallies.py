"""Tallies: what result pages read instead of answers. Written by a job; of a protected survey with a release only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, tuple_

from feedback.db import db, now
from feedback.disclosure.queries import Cells
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import CutTally, StageTally, Survey, Tally
from feedback.surveys.queries import counting
from feedback.surveys.queries.counting import CutCount, StageCount, ValueCount
from feedback.surveys.queries.keys import QUESTIONS, STAGES, figure_key, stage_key
from feedback.surveys.queries.moving_on import CutPeople, MovingOn, People, moving_on, people_of
from feedback.surveys.queries.tallied import LEFT, PEOPLE, WROTE
from feedback.surveys.question_types import TYPES
from feedback.surveys.rules import IDENTIFIED


@dataclass(frozen=True, slots=True)
class Counted:
    """What the answers of a survey say: the rows of its tallies, and how many people of each group answered."""

    tallies: list[dict[str, Any]]
    cuts: list[dict[str, Any]]
    stages: list[dict[str, Any]]
    people: Mapping[UUID, int]
    figures: People = field(default_factory=dict)
    """Of a protected survey: whom every figure rests on."""


def count(survey: Survey) -> Counted:
    """Count the answers of a survey. Reads only, and long where there are many: call it before the transaction."""
    asked = counting.asked_by(survey.version_id)
    today = None if survey.mode == IDENTIFIED else now().date()
    stages = [_stage_tally(one, today) for one in counting.stage_counts(survey.id, counting.lines(asked))]
    tallies, people = _tallies(survey, asked), counting.response_counts(survey.id)
    return Counted(
        tallies=tallies,
        cuts=[row for by in counting.cutting(asked) for row in _cut(survey, asked, by)],
        stages=stages,
        people=people,
        figures={}
        if survey.mode == IDENTIFIED
        else people_of(asked, tallies, stages, people, _cut_people(survey, asked)),
    )


def _cut_people(survey: Survey, asked: Mapping[UUID, Asked]) -> CutPeople:
    """By the one question that may cut a protected survey."""
    for by in list(counting.cutting(asked))[:1]:
        return {row_id: cells for row_id, cells in counting.cut_people(survey.id, by).items() if row_id != by}
    return {}


def retally(survey: Survey, counted: Counted | None = None) -> bool:
    """Replace an identified survey's tallies by what was counted, or is counted now; False where nothing was written.

    Of two counts that overlap the one that knows more answers stays. Protected surveys are counted by `release`.
    """
    row = counting.locked(survey.id)
    if row.mode != IDENTIFIED:
        return False
    if counted is not None and sum(counted.people.values()) < sum(one.people for one in row.groups):
        return False
    _write(row, counted or count(row), MovingOn())
    return True


def release(survey: Survey, counted: Counted, before: Sequence[Cells]) -> MovingOn:
    """Write the tallies of a protected survey, but for those that keep what the releases `before` had; which."""
    moving = moving_on(survey, counting.asked_by(survey.version_id), counted.figures, before)
    _write(survey, counted, moving)
    return moving


def _write(row: Survey, counted: Counted, moving: MovingOn) -> None:
    asked = counting.asked_by(row.version_id) if moving.before else {}
    stays = _Stays(moving, {row_id: question.id for row_id, question in asked.items()})
    _replace(Tally, row, counted.tallies, stays.question, (Tally.question_id, Tally.group_id))
    _replace(CutTally, row, counted.cuts, stays.cut, (CutTally.question_id,))
    stage = (StageTally.stage_id, StageTally.measure, StageTally.group_id)
    _replace(StageTally, row, counted.stages, stays.stage, stage)
    for one in row.groups:
        one.people = counted.people.get(one.group_id, 0)
    db.session.flush()


@dataclass(frozen=True, slots=True)
class _Stays:
    """Whether the tallies at a place stay as the last release wrote them; `ids` are of questions by their rows, empty
    where nothing was released before."""

    moving: MovingOn
    ids: Mapping[UUID, str]

    def question(self, question_id: UUID, group_id: UUID) -> bool:
        return self.moving.keeps(QUESTIONS, self.ids.get(question_id, ""), group_id)

    def cut(self, question_id: UUID) -> bool:
        return figure_key(QUESTIONS, self.ids.get(question_id, "")) in self.moving.kept_cuts

    def stage(self, stage_id: UUID, measure: str, group_id: UUID) -> bool:
        return self.moving.keeps(STAGES, stage_key(stage_id, measure), group_id)


Cell = tuple[UUID, UUID, UUID, str, str]
"""Question, group, wave, part and value."""


def _tallies(survey: Survey, asked: Mapping[UUID, Asked]) -> list[dict[str, Any]]:
    counts: Counter[Cell] = Counter()
    for one in counting.value_counts(survey.id):
        cell = (one.question_id, one.group_id, one.wave_id)
        if (value := _written(asked[one.question_id], one)) is not None:
            counts[(*cell, one.part, value)] += one.count
        if one.first:
            counts[(*cell, "", PEOPLE)] += one.first
    for part in counting.part_counts(survey.id):
        counts[(part.question_id, part.group_id, part.wave_id, part.part, PEOPLE)] += part.people
    for text in counting.text_counts(survey.id):
        counts[(text.question_id, text.group_id, text.wave_id, "", WROTE)] = text.people
    for left in counting.omission_counts(survey.id):
        counts[(left.question_id, left.group_id, left.wave_id, "", LEFT[left.state])] = left.people
    names = ("question_id", "group_id", "wave_id", "part", "value")
    return [{**dict(zip(names, cell, strict=True)), "count": count} for cell, count in counts.items()]


def _cut(survey: Survey, asked: Mapping[UUID, Asked], by: UUID) -> list[dict[str, Any]]:
    """What was counted among those who gave each answer to the question `by`, all groups together."""
    counts: Counter[tuple[UUID, str, str, str]] = Counter()
    for one in counting.cut_counts(survey.id, by):
        if one.state:
            counts[(one.question_id, one.value, "", LEFT[one.state])] += one.count
            continue
        if (value := _written(asked[one.question_id], one)) is not None:
            counts[(one.question_id, one.value, one.part, value)] += one.count
        if one.part:
            counts[(one.question_id, one.value, one.part, PEOPLE)] += one.count
        if one.first:
            counts[(one.question_id, one.value, "", PEOPLE)] += one.first
    names = ("question_id", "cut_value", "part", "value")
    same = {"cut_question_id": by}
    return [{**same, **dict(zip(names, cell, strict=True)), "count": count} for cell, count in counts.items()]


def _written(question: Asked, one: ValueCount | CutCount) -> str | None:
    """The value as tallies key it; None for what was answered in words only."""
    if one.number is None and one.choice is None:
        return None
    return TYPES[question.kind].cell(one.number, one.choice)


def _stage_tally(count: StageCount, today: date | None) -> dict[str, Any]:
    names = ("stage_id", "group_id", "wave_id", "measure", "people", "total", "squares")
    return {**{name: getattr(count, name) for name in names}, "newest": today or count.newest}


def _replace(
    model: type[Tally] | type[CutTally] | type[StageTally],
    survey: Survey,
    rows: list[dict[str, Any]],
    stays: Callable[..., bool],
    place: tuple[Any, ...],
) -> None:
    """Write the rows anew; what stands at a `place` that stays is left alone."""
    own = model.survey_id == survey.id
    left = [row for row in map(tuple, db.session.execute(select(*place).where(own).distinct())) if stays(*row)]
    old = delete(model).where(own, tuple_(*place).not_in(left)) if left else delete(model).where(own)
    db.session.execute(old, execution_options={"synchronize_session": False})
    same = {"survey_id": survey.id, "organisation_id": survey.organisation_id}
    names = [column.key for column in place]
    new = [{**same, **row} for row in rows if not stays(*(row[name] for name in names))]
    if new:
        db.session.execute(insert(model.__table__), new)  # type: ignore[arg-type]
