"""Answers of one survey, counted by the database: what tallies are written from. No answer is read row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Float, case, distinct, func, literal, select
from sqlalchemy.orm import aliased

from feedback.db import db
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import standing
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Answer, AnswerText, Omission, Question, QuestionnaireVersion, Response, Survey
from feedback.surveys.question_types import TYPES
from feedback.surveys.reading import loads
from feedback.surveys.rules import IDENTIFIED

PREDICTED, ANY = "predicted", "any"


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How often a question, or a part of it, got a number or a choice; `first` counts each person once."""

    question_id: UUID
    group_id: UUID
    wave_id: UUID
    part: str
    number: float | None
    choice: str | None
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many people answered one row of a question, or one half of a pair."""

    question_id: UUID
    group_id: UUID
    wave_id: UUID
    part: str
    people: int


@dataclass(frozen=True, slots=True)
class OmissionCount:
    """How many people were shown a question and did not answer it: "skipped" or "not_applicable"."""

    question_id: UUID
    group_id: UUID
    wave_id: UUID
    state: str
    people: int


@dataclass(frozen=True, slots=True)
class CutCount:
    """The same as `ValueCount`, and omissions, among those who gave one answer to a question that cuts results.

    `people` counts each person once; of an omission `state` says which, and there is no value.
    """

    question_id: UUID
    group_id: UUID
    value: str
    """What they answered to the question that cuts."""
    part: str
    number: float | None
    choice: str | None
    state: str
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class TextCount:
    """How many people wrote something at a question."""

    question_id: UUID
    group_id: UUID
    wave_id: UUID
    people: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """People of a group at a stage in one measure: how many, the sum of their means (1..5) and of its squares."""

    stage_id: UUID
    group_id: UUID
    wave_id: UUID
    measure: str
    people: int
    total: float
    squares: float
    newest: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A question on a scale as a straight line: its number times `slope` plus `offset` is on 1..5, 5 best."""

    measure: str
    slope: float
    offset: float


def asked_by(version_id: UUID) -> dict[UUID, Asked]:
    """Row id -> question of the published document, in the order of the document."""
    raw = db.session.scalars(select(QuestionnaireVersion.document).where(QuestionnaireVersion.id == version_id)).one()
    rows = db.session.execute(select(Question.identity, Question.id).where(Question.version_id == version_id))
    ids = {str(identity): row_id for identity, row_id in rows}
    return {ids[question.id]: question for question in loads(raw).questions()}


def cutting(asked: Mapping[UUID, Asked]) -> dict[UUID, Asked]:
    """The questions that results may be cut by: one choice each, marked by their author."""
    return {row_id: question for row_id, question in asked.items() if question.settings.get("segment") is True}


def lines(asked: Mapping[UUID, Asked]) -> dict[UUID, Line]:
    """The questions whose answers are numbers on a scale, as lines; guesses of insiders are a measure of their own."""
    found = {}
    for row_id, question in asked.items():
        scale = TYPES[question.kind].scale(question)
        if scale is not None:
            low, high = scale.to_five(scale.low), scale.to_five(scale.high)
            slope = (high - low) / (scale.high - scale.low)
            measure = PREDICTED if question.predicts else question.kind
            found[row_id] = Line(measure, slope, low - slope * scale.low)
    return found


def countable(survey_id: UUID) -> tuple[Any, ...]:
    """Which responses of a survey are counted: all; of a protected one those that a release moved on to."""
    mode = db.session.scalar(select(Survey.mode).where(Survey.id == survey_id))
    own = Response.survey_id == survey_id
    return (own,) if mode == IDENTIFIED else (own, Response.counted_in > 0)


def value_counts(survey_id: UUID) -> list[ValueCount]:
    """Every value of every question with how often it was given, per group and wave."""
    first = func.sum(case((Answer.position == 0, 1), else_=0))
    cell = (Answer.question_id, Answer.group_id, Answer.wave_id, Answer.part, Answer.number, Answer.choice)
    rows = db.session.execute(
        select(*cell, func.count(), first)
        .join(Response, Response.id == Answer.response_id)
        .where(*countable(survey_id))
        .group_by(*cell)
    )
    return [ValueCount(*row) for row in rows]


def part_counts(survey_id: UUID) -> list[PartCount]:
    """How many people answered each part of the questions that have several; words have a row there too."""
    cell = (Answer.question_id, Answer.group_id, Answer.wave_id, Answer.part)
    rows = db.session.execute(
        select(*cell, func.count(distinct(Answer.response_id)))
        .join(Response, Response.id == Answer.response_id)
        .where(*countable(survey_id), Answer.part != "")
        .group_by(*cell)
    )
    return [PartCount(*row) for row in rows]


def omission_counts(survey_id: UUID) -> list[OmissionCount]:
    """How many people left each question, or said that it is not about them."""
    cell = (Omission.question_id, Omission.group_id, Omission.wave_id, Omission.state)
    rows = db.session.execute(
        select(*cell, func.count())
        .join(Response, Response.id == Omission.response_id)
        .where(*countable(survey_id))
        .group_by(*cell)
    )
    return [OmissionCount(*row) for row in rows]


def cut_counts(survey_id: UUID, by: UUID) -> list[CutCount]:
    """Everything counted per answer to one question (its row `by`): values, then omissions."""
    choice = aliased(Answer)
    wanted = countable(survey_id)
    chosen = (choice.question_id == by) & (choice.position == 0) & choice.choice.is_not(None)

    def rows(model: type[Answer] | type[Omission], cell: tuple[Any, ...], *sums: Any) -> Any:
        return db.session.execute(
            select(model.question_id, model.group_id, choice.choice, *cell, *sums)
            .join(choice, (choice.response_id == model.response_id) & chosen)
            .join(Response, Response.id == model.response_id)
            .where(*wanted)
            .group_by(model.question_id, model.group_id, choice.choice, *cell)
        )

    first = func.sum(case((Answer.position == 0, 1), else_=0))
    values = rows(Answer, (Answer.part, Answer.number, Answer.choice), func.count(), first)
    left = rows(Omission, (Omission.state,), func.count())
    return [
        *(CutCount(one[0], one[1], one[2], one[3], one[4], one[5], "", one[6], one[7]) for one in values),
        *(CutCount(one[0], one[1], one[2], "", None, None, one[3], one[4], 0) for one in left),
    ]


def cut_people(survey_id: UUID, by: UUID) -> dict[UUID, dict[tuple[UUID, str], int]]:
    """Question row -> (group, answer to the question `by`) -> people who answered both."""
    found: dict[UUID, dict[tuple[UUID, str], int]] = {}
    for one in cut_counts(survey_id, by):
        people = found.setdefault(one.question_id, {})
        place = (one.group_id, one.value)
        people[place] = people.get(place, 0) + one.first
    return found


def text_counts(survey_id: UUID) -> list[TextCount]:
    protected = len(countable(survey_id)) > 1
    read = (AnswerText.counted_in > 0,) if protected else ()
    cell = (AnswerText.question_id, AnswerText.group_id, AnswerText.wave_id)
    rows = db.session.execute(
        select(*cell, func.count(distinct(AnswerText.response_id)))
        .join(Response, Response.id == AnswerText.response_id)
        .where(*countable(survey_id), *read)
        .group_by(*cell)
    )
    return [TextCount(*row) for row in rows]


def stage_counts(survey_id: UUID, scales: Mapping[UUID, Line]) -> list[StageCount]:
    """Per stage, group and measure: each person counts once, by the mean of their own answers.

    Of an identified survey at the stage that answers count at today; releases of protected ones speak of the stages
    that were asked about, and are put together by whoever reads them.
    """
    free = len(countable(survey_id)) == 1
    stage = standing(Answer.stage_id) if free else Answer.stage_id
    rows = db.session.execute(_sums(_people(_points(survey_id, scales, stage)))) if scales else ()
    return [*_stage_counts(rows), *_stage_counts(db.session.execute(_anybody(survey_id, stage)))]


def response_counts(survey_id: UUID) -> dict[UUID, int]:
    """Group -> responses counted, of one survey."""
    counted = select(Response.group_id, func.count()).where(*countable(survey_id))
    return {group_id: count for group_id, count in db.session.execute(counted.group_by(Response.group_id))}


def locked(survey_id: UUID, *, against_answers: bool = False) -> Survey:
    """The survey as it stands now, held until the transaction ends; optionally answers wait for it too."""
    wanted = select(Survey).where(Survey.id == survey_id).with_for_update(key_share=not against_answers)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def _points(survey_id: UUID, scales: Mapping[UUID, Line], stage: Any) -> Any:
    """One row per answer on a scale, rescaled to 1..5."""

    def of_question(values: Mapping[UUID, Any], type_: Any = None) -> Any:
        cases = {row_id: literal(value, type_) for row_id, value in values.items()}
        return case(cases, value=Answer.question_id)

    slope = of_question({row_id: line.slope for row_id, line in scales.items()}, Float)
    offset = of_question({row_id: line.offset for row_id, line in scales.items()}, Float)
    return (
        select(
            Answer.response_id,
            stage.label("stage_id"),
            Answer.group_id,
            Answer.wave_id,
            of_question({row_id: line.measure for row_id, line in scales.items()}).label("measure"),
            (Answer.number * slope + offset).label("five"),
            Response.answered_at.label("at"),
        )
        .join(Response, Response.id == Answer.response_id)
        .where(
            *countable(survey_id),
            Answer.question_id.in_(scales),
            Answer.number.is_not(None),
            Answer.part == "",
            Answer.stage_id.is_not(None),
        )
        .subquery()
    )


def _people(points: Any) -> Any:
    """One row per person, stage and measure, with the mean of what the person gave."""
    person = (points.c.response_id, points.c.stage_id, points.c.group_id, points.c.wave_id, points.c.measure)
    mean, newest = func.avg(points.c.five).label("mean"), func.max(points.c.at).label("at")
    return select(*person, mean, newest).group_by(*person).subquery()


def _sums(people: Any) -> Any:
    cell = (people.c.stage_id, people.c.group_id, people.c.wave_id, people.c.measure)
    squares = func.sum(people.c.mean * people.c.mean)
    return select(*cell, func.count(), func.sum(people.c.mean), squares, func.max(people.c.at)).group_by(*cell)


def _anybody(survey_id: UUID, stage: Any) -> Any:
    """How many people answered anything at a stage."""
    cell = (stage.label("stands_at"), Answer.group_id, Answer.wave_id)
    people = func.count(distinct(Answer.response_id))
    return (
        select(*cell, literal(ANY), people, literal(0.0), literal(0.0), func.max(Response.answered_at))
        .join(Response, Response.id == Answer.response_id)
        .where(*countable(survey_id), Answer.stage_id.is_not(None))
        .group_by("stands_at", Answer.group_id, Answer.wave_id)
    )


def _stage_counts(rows: Iterable[Any]) -> list[StageCount]:
    found = []
    for stage_id, group_id, wave_id, measure, people, total, squares, at in rows:
        newest = at.date() if at else None
        found.append(StageCount(stage_id, group_id, wave_id, measure, people, total, squares, newest))
    return found


def stage_codes() -> dict[UUID, str]:
    """Id -> code of every stage of the organisation, retired ones too."""
    return {stage_id: code for stage_id, code in db.session.execute(select(Stage.id, Stage.code))}
