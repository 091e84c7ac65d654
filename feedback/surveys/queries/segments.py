"""What people of chosen contacts live, where their answers carry their name.

Only identified surveys: in confidential and anonymous ones no figure is cut by who somebody is, but by the questions
their author approved before the launch (`cuts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Float, Select, case, func, literal, select

from feedback.analysis.disclosure import Hidden, Shown, figure, threshold
from feedback.analysis.statistics import SCORE_KINDS, score_kind
from feedback.db import db
from feedback.journeys.queries.lineage import standing
from feedback.surveys.models import Answer, Response, Survey, SurveyGroup
from feedback.surveys.queries import counting, stage_rows
from feedback.surveys.queries.counting import Line
from feedback.surveys.rules import IDENTIFIED
from feedback.surveys.sums import mean_of_sums

MOST_SURVEYS = 40
"""The newest surveys that are read."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What these people live at a stage: 1..5, 5 best, each survey's people counting once.

    `protected`: somebody was asked, but only where answers carry no name, so nothing is told apart.
    """

    result: Shown[float] | Hidden
    newest: date | None = None
    protected: bool = False


def stage_scores(contacts: Select[UUID], group_ids: Collection[UUID]) -> Mapping[UUID, Lived]:
    """Stage -> what the contacts live there; stages at which their groups were never asked for a score have no entry.

    CSAT makes it, else rating, else CES, else NPS, as for a whole group. A fixed number of reads and one per survey.
    """
    launches: dict[UUID, list[str]] = defaultdict(list)
    for one in stage_rows.asked(lived=True):
        if one.cell[1] in group_ids:
            launches[one.cell[0]].append(one.survey.mode)
    said = _said(contacts, _scales(group_ids))
    return {stage_id: _lived(said.get(stage_id, {}), modes) for stage_id, modes in launches.items()}


def _lived(measures: Mapping[str, _Sums], modes: Collection[str]) -> Lived:
    measure = score_kind(set(measures))
    if measure is None:
        return Lived(Hidden("nobody"), protected=IDENTIFIED not in modes)
    sums = measures[measure]
    estimate = mean_of_sums(sums.people, sums.total, sums.squares)
    assert estimate is not None, "a measure stands here because somebody answered"
    limits = threshold("identified", audience="member")
    shown = figure(estimate.value, sums.people, limits, estimate.low, estimate.high, unit="mean")
    return Lived(shown, sums.newest)


def _scales(group_ids: Collection[UUID]) -> dict[UUID, Line]:
    """The questions of the newest identified surveys of these groups that ask for a score, as lines."""
    asked = (
        select(Survey.version_id)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .where(Survey.mode == IDENTIFIED, SurveyGroup.group_id.in_(group_ids))
        .order_by(Survey.opened_at.desc(), Survey.id)
        .limit(MOST_SURVEYS)
    )
    found: dict[UUID, Line] = {}
    for version_id in dict.fromkeys(db.session.scalars(asked)):
        found |= counting.lines(counting.asked_by(version_id))
    return {row_id: line for row_id, line in found.items() if line.measure in SCORE_KINDS}


@dataclass(frozen=True, slots=True)
class _Sums:
    people: int
    total: float
    squares: float
    newest: date | None


def _said(contacts: Select[UUID], scales: Mapping[UUID, Line]) -> Mapping[UUID, Mapping[str, _Sums]]:
    """Stage -> measure -> what they said of it, added up."""
    if not scales:
        return {}
    points = _points(contacts, scales)
    person = (points.c.contact_id, points.c.survey_id, points.c.stage_id, points.c.measure)
    mean, newest = func.avg(points.c.five).label("mean"), func.max(points.c.at).label("at")
    people = select(*person, mean, newest).group_by(*person).subquery()
    cell = (people.c.stage_id, people.c.measure)
    squares = func.sum(people.c.mean * people.c.mean)
    wanted = select(*cell, func.count(), func.sum(people.c.mean), squares, func.max(people.c.at)).group_by(*cell)
    found: dict[UUID, dict[str, _Sums]] = defaultdict(dict)
    for stage_id, measure, n, total, square, at in db.session.execute(wanted):
        found[stage_id][measure] = _Sums(n, total, square, at.date() if at else None)
    return found


def _points(contacts: Select[UUID], scales: Mapping[UUID, Line]) -> Any:
    """One row per answer of theirs on a scale, rescaled to 1..5, at the stage it counts at today."""

    def of_question(values: Mapping[UUID, Any], type_: Any = None) -> Any:
        cases = {row_id: literal(value, type_) for row_id, value in values.items()}
        return case(cases, value=Answer.question_id)

    slope = of_question({row_id: line.slope for row_id, line in scales.items()}, Float)
    offset = of_question({row_id: line.offset for row_id, line in scales.items()}, Float)
    return (
        select(
            Response.contact_id,
            Response.survey_id,
            standing(Answer.stage_id).label("stage_id"),
            of_question({row_id: line.measure for row_id, line in scales.items()}).label("measure"),
            (Answer.number * slope + offset).label("five"),
            Response.answered_at.label("at"),
        )
        .join(Response, Response.id == Answer.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(
            Survey.mode == IDENTIFIED,
            Response.contact_id.in_(contacts),
            Answer.question_id.in_(scales),
            Answer.number.is_not(None),
            Answer.part == "",
            Answer.stage_id.is_not(None),
        )
        .subquery()
    )
