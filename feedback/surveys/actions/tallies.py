"""Tallies: what result pages read instead of answers. Written by a job; of a protected survey once, at its release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from feedback.db import db, now
from feedback.surveys.models import StageTally, Survey, Tally
from feedback.surveys.queries import counting
from feedback.surveys.queries.counting import StageCount, TextCount, ValueCount
from feedback.surveys.queries.tallied import PEOPLE, WROTE
from feedback.surveys.rules import IDENTIFIED, may_be_counted


@dataclass(frozen=True, slots=True)
class Counted:
    """What the answers of a survey say: the rows of its tallies, and how many people of each group answered."""

    tallies: list[dict[str, Any]]
    stages: list[dict[str, Any]]
    people: Mapping[UUID, int]


def count(survey: Survey) -> Counted:
    """Count the answers of a survey. Reads only, and long where there are many: call it before the transaction."""
    scales = counting.lines(counting.asked_by(survey.version_id))
    values = _tallies(counting.value_counts(survey.id), counting.text_counts(survey.id))
    today = None if survey.mode == IDENTIFIED else now().date()
    return Counted(
        tallies=[_tally(cell, count) for cell, count in values.items()],
        stages=[_stage_tally(one, today) for one in counting.stage_counts(survey.id, scales)],
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
    _replace(StageTally, row, counted.stages)
    for one in row.groups:
        one.people = counted.people.get(one.group_id, 0)
    db.session.flush()


Cell = tuple[UUID, UUID, UUID, str]


def _tallies(values: Iterable[ValueCount], texts: Iterable[TextCount]) -> Mapping[Cell, int]:
    counts: Counter[Cell] = Counter()
    for one in values:
        cell = (one.question_id, one.group_id, one.wave_id)
        if (value := written(one.number, one.choice)) is not None:
            counts[(*cell, value)] += one.count
        if one.first:
            counts[(*cell, PEOPLE)] += one.first
    for text in texts:
        counts[(text.question_id, text.group_id, text.wave_id, WROTE)] = text.people
    return counts


def written(number: float | None, choice: str | None) -> str | None:
    """A value as tallies key it: a choice code, or a whole number without its decimals ("10")."""
    if choice is not None:
        return choice
    return None if number is None else f"{number:g}"


def _tally(cell: Cell, count: int) -> dict[str, Any]:
    question_id, group_id, wave_id, value = cell
    return {"question_id": question_id, "group_id": group_id, "wave_id": wave_id, "value": value, "count": count}


def _stage_tally(count: StageCount, today: date | None) -> dict[str, Any]:
    names = ("stage_id", "group_id", "wave_id", "measure", "people", "total", "squares")
    return {**{name: getattr(count, name) for name in names}, "newest": today or count.newest}


def _replace(model: type[Tally] | type[StageTally], survey: Survey, rows: list[dict[str, Any]]) -> None:
    old = delete(model).where(model.survey_id == survey.id)
    db.session.execute(old, execution_options={"synchronize_session": False})
    same = {"survey_id": survey.id, "organisation_id": survey.organisation_id}
    if rows:
        db.session.execute(insert(model.__table__), [{**same, **row} for row in rows])  # type: ignore[arg-type]
