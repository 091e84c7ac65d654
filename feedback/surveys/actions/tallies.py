"""Tallies: what result pages read instead of answers. Written by a job; of a protected survey once, at its release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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


def retally(survey: Survey) -> bool:
    """Replace the survey's tallies by what its answers say now; False where they may not be counted (again).

    Answers of a protected survey are counted between its closing and its release, and never after: what was
    released stays as it was shown.
    """
    row = counting.locked(survey.id)
    if not may_be_counted(mode=row.mode, closed_at=row.closed_at, released=row.release_id is not None):
        return False
    scales = counting.lines(counting.asked_by(row.version_id))
    values = _tallies(counting.value_counts(row.id), counting.text_counts(row.id))
    stages = counting.stage_counts(row.id, scales)
    today = None if row.mode == IDENTIFIED else now().date()
    _replace(Tally, row, [_tally(cell, count) for cell, count in values.items()])
    _replace(StageTally, row, [_stage_tally(count, today) for count in stages])
    return True


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
