"""Answers of identified surveys, each by its own day: added up by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, select

from feedback.analysis.effect_checks import Sample
from feedback.db import db
from feedback.journeys.queries.lineage import lineage, standing
from feedback.programme.queries.effects.asked import YES, Asked, Known, Sums, named
from feedback.programme.rules.effects import Window, Windows
from feedback.surveys.models import Answer, Response
from feedback.surveys.queries.counting import Line


def add_dated(
    sums: Sums,
    rows: Sequence[Asked],
    known: Known,
    group_id: UUID,
    windows: Windows,
) -> None:
    """Add what people of a group answered in identified surveys."""
    own = [one for one in rows if one.dated]
    asked = {one.question_id: known[one.version_id][one.question_id] for one in own}
    if not asked:
        return
    for stage, window, people, total, squares in db.session.execute(_people(own, asked, group_id, windows)):
        sums.add(stage, window, Sample(people, float(total), float(squares)))


def _people(rows: Sequence[Asked], asked: Mapping[UUID, Line], group_id: UUID, windows: Windows) -> Any:
    """People by stage and window, each counted once by the mean of what they answered in it."""
    window = _window(windows).label("window")
    stage = standing(Answer.stage_id, lineage()).label("stage")
    person = func.coalesce(Response.contact_id, Response.id)
    surveys = {one.survey.id for one in rows}
    each = (
        select(stage, window, func.avg(_value(asked)).label("mean"))
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.question_id.in_(asked), Answer.group_id == group_id, Answer.part == "")
        .where(Response.survey_id.in_(surveys), window.is_not(None))
        .where(standing(Answer.stage_id, lineage()).in_({one.stage_id for one in rows}))
        .group_by(stage, window, person)
        .subquery()
    )
    answered = each.c.mean.is_not(None)
    sums = (func.count(), func.sum(each.c.mean), func.sum(each.c.mean * each.c.mean))
    return select(each.c.stage, each.c.window, *sums).where(answered).group_by(each.c.stage, each.c.window)


def _window(windows: Windows) -> Any:
    return case(*((_inside(one), name) for name, one in named(windows).items()))


def _inside(window: Window) -> Any:
    bounds: list[Any] = [Response.answered_at.is_not(None)]
    bounds += [Response.answered_at >= window.start] if window.start else []
    return and_(*bounds, *([Response.answered_at < window.end] if window.end else []))


def _value(asked: Mapping[UUID, Line]) -> Any:
    """An answer as a number: on 1..5, or whether it is a yes."""
    alike: dict[Line, list[UUID]] = defaultdict(list)
    for question_id, line in asked.items():
        alike[line].append(question_id)
    return case(*((Answer.question_id.in_(ids), _number(line)) for line, ids in alike.items()))


def _number(line: Line) -> Any:
    if line == YES:
        return case((Answer.choice == "yes", 1.0), (Answer.choice.is_not(None), 0.0))
    return line.slope * Answer.number + line.offset
