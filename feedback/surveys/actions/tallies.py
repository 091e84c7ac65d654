"""Tallies: what result pages read instead of answers. Written by a job; of a protected survey once, at its release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from feedback.db import db, now
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import CutTally, StageTally, Survey, Tally
from feedback.surveys.queries import counting
from feedback.surveys.queries.counting import CutCount, StageCount, ValueCount
from feedback.surveys.queries.tallied import LEFT, PEOPLE, WROTE
from feedback.surveys.question_types import TYPES
from feedback.surveys.rules import IDENTIFIED, may_be_counted


@dataclass(frozen=True, slots=True)
class Counted:
    """What the answers of a survey say: the rows of its tallies, and how many people of each group answered."""

    tallies: list[dict[str, Any]]
    cuts: list[dict[str, Any]]
    stages: list[dict[str, Any]]
    people: Mapping[UUID, int]


def count(survey: Survey) -> Counted:
    """Count the answers of a survey. Reads only, and long where there are many: call it before the transaction."""
    asked = counting.asked_by(survey.version_id)
    today = None if survey.mode == IDENTIFIED else now().date()
    stages = counting.stage_counts(survey.id, counting.lines(asked))
    return Counted(
        tallies=_tallies(survey, asked),
        cuts=[row for by in counting.cutting(asked) for row in _cut(survey, asked, by)],
        stages=[_stage_tally(one, today) for one in stages],
        people=counting.response_counts(survey.id),
    )


def retally(survey: Survey, counted: Counted | None = None) -> bool:
    """Replace the survey's tallies by what was counted, or is counted now; False where nothing was written.

    Answers of a protected survey are counted between its closing and its release, and never after: what was
    released stays as it was shown. Of two counts that overlap the one that knows more answers stays.
    """
    row = counting.locked(survey.id)
    if not may_be_counted(mode=row.mode, closed_at=row.closed_at, released=row.release_id is not None):
        return False
    if counted is not None and sum(counted.people.values()) < sum(one.people for one in row.groups):
        return False
    _write(row, counted or count(row))
    return True


def _write(row: Survey, counted: Counted) -> None:
    _replace(Tally, row, counted.tallies)
    _replace(CutTally, row, counted.cuts)
    _replace(StageTally, row, counted.stages)
    for one in row.groups:
        one.people = counted.people.get(one.group_id, 0)
    db.session.flush()


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
    model: type[Tally] | type[CutTally] | type[StageTally], survey: Survey, rows: list[dict[str, Any]]
) -> None:
    old = delete(model).where(model.survey_id == survey.id)
    db.session.execute(old, execution_options={"synchronize_session": False})
    same = {"survey_id": survey.id, "organisation_id": survey.organisation_id}
    if rows:
        db.session.execute(insert(model.__table__), [{**same, **row} for row in rows])  # type: ignore[arg-type]
