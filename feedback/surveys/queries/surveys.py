"""Surveys, their waves, groups and stages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from feedback.db import db, everywhere
from feedback.errors import NotFound, UnknownName, message
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import contacts
from feedback.surveys import launching
from feedback.surveys.models import Question, Questionnaire, QuestionnaireVersion, Survey, SurveyGroup, Wave


def _whole() -> Any:
    return select(Survey).options(
        joinedload(Survey.version).defer(QuestionnaireVersion.document),
        joinedload(Survey.version).joinedload(QuestionnaireVersion.questionnaire).defer(Questionnaire.draft),
        joinedload(Survey.wave),
        selectinload(Survey.groups),
    )


def surveys() -> list[Survey]:
    """Every survey with version, questionnaire, wave and groups, the newest first: two reads."""
    return list(db.session.scalars(_whole().order_by(Survey.opened_at.desc(), Survey.code)))


def surveys_of(questionnaire_id: UUID) -> list[Survey]:
    """The surveys of every version of one questionnaire, the newest first."""
    versions = select(QuestionnaireVersion.id).where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
    wanted = _whole().where(Survey.version_id.in_(versions))
    return list(db.session.scalars(wanted.order_by(Survey.opened_at.desc(), Survey.code)))


def guessing() -> list[Survey]:
    """Surveys that ask insiders what customers live, the newest first."""
    versions = select(Question.version_id).where(Question.predicts.is_(True))
    wanted = _whole().where(Survey.version_id.in_(versions))
    return list(db.session.scalars(wanted.order_by(Survey.opened_at.desc(), Survey.code)))


def survey(code: str) -> Survey:
    """The survey of this organisation with that code; NotFound."""
    found: Survey | None = db.session.scalar(_whole().where(Survey.code == code))
    if found is None:
        raise NotFound()
    return found


def survey_named(code: str) -> Survey:
    """The survey with this code, of whatever organisation, for the command line; UnknownName."""
    with everywhere():
        found: Survey | None = db.session.scalar(_whole().where(Survey.code == code))
    if found is None:
        raise UnknownName(message("There is no survey “%(code)s”.", code=code))
    return found


def open_like(
    *, version_id: UUID, group_ids: Collection[UUID], stage_id: UUID | None, mode: str, today: date
) -> Survey | None:
    """The survey that is open with exactly this version, groups, stage and mode; the first made."""
    wanted = _whole().where(
        Survey.version_id == version_id,
        Survey.mode == mode,
        Survey.stage_id == stage_id if stage_id else Survey.stage_id.is_(None),
        Survey.closed_at.is_(None),
        Survey.closes_on.is_(None) | (Survey.closes_on >= today),
    )
    found: list[Survey] = list(db.session.scalars(wanted.order_by(Survey.opened_at, Survey.code)))
    return next((one for one in found if {row.group_id for row in one.groups} == set(group_ids)), None)


def closing(today: date) -> list[Survey]:
    """Surveys that take answers still and have a last day: one read."""
    wanted = select(Survey).where(Survey.closed_at.is_(None), Survey.closes_on >= today)
    return list(db.session.scalars(wanted.order_by(Survey.closes_on, Survey.code)))


def wave_with_code(code: str) -> Wave | None:
    return db.session.scalar(select(Wave).where(Wave.code == code))


def wave_code(wave_id: UUID) -> str:
    return db.session.scalars(select(Wave.code).where(Wave.id == wave_id)).one()


def waves() -> list[Wave]:
    """Every round of asking, the oldest first."""
    return list(db.session.scalars(select(Wave).order_by(Wave.starts_on, Wave.code)))


def group_ids(survey_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Survey -> ids of its groups."""
    rows = db.session.execute(
        select(SurveyGroup.survey_id, SurveyGroup.group_id).where(SurveyGroup.survey_id.in_(survey_ids))
    )
    found: dict[UUID, list[UUID]] = {}
    for survey_id, group_id in rows:
        found.setdefault(survey_id, []).append(group_id)
    return found


def stages_asked(row: Survey) -> list[Stage]:
    """The stages a survey asks about, in the order of the journey: its own, else those its questions name."""
    if row.stage_id:
        wanted = select(Stage).where(Stage.id == row.stage_id)
    else:
        named = select(Question.stage_id).where(Question.version_id == row.version_id)
        wanted = select(Stage).where(Stage.id.in_(named))
    return list(db.session.scalars(wanted.order_by(Stage.position, Stage.code)))


def people_in(groups: Sequence[StakeholderGroup]) -> list[int | None]:
    """How many people each group has at most, in their order; None where nobody knows."""
    listed = contacts.people([group.id for group in groups if group.size is None])
    return [launching.people_in(group.size, listed[group.id].contacts if group.id in listed else 0) for group in groups]


def is_taken(code: str) -> bool:
    """Whether a survey of any organisation has the code: it is unique in the installation."""
    with everywhere():
        return db.session.scalar(select(Survey.id).where(Survey.code == code)) is not None


def question_id(row: Survey, question_row: UUID) -> str:
    """The id in the document of a question of the survey's version; "" where it is none of its."""
    wanted = select(Question.identity).where(Question.version_id == row.version_id, Question.id == question_row)
    return str(db.session.scalar(wanted) or "")
