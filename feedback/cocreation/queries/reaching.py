"""What loading the example asks about surveys, answers and notices it made before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from feedback.backlog.models import Improvement
from feedback.db import Texts, db
from feedback.programme.models import Notice
from feedback.surveys.models import Answer, Question, Response, Survey, SurveyGroup


def answers_after(survey_id: UUID, moment: datetime, most: int) -> list[UUID]:
    """The answers in Spanish given after a moment, the oldest first."""
    wanted = select(Response.id).where(
        Response.survey_id == survey_id, Response.answered_at > moment, Response.lang == "es"
    )
    return list(db.session.scalars(wanted.order_by(Response.answered_at, Response.id).limit(most)))


def answer_like(survey: Survey, numbers: Mapping[str, int]) -> UUID:
    """The one answer of a known person with these numbers, by question."""
    wanted = select(Response.id).where(Response.survey_id == survey.id, Response.contact_id.is_not(None))
    for code, number in numbers.items():
        there = (
            select(Answer.response_id)
            .join(Question, and_(Question.id == Answer.question_id, Question.code == code))
            .where(Answer.response_id == Response.id, Answer.number == number)
        )
        wanted = wanted.where(there.exists())
    return db.session.scalars(wanted).one()


def open_survey(title: Texts, group_id: UUID) -> Survey:
    """The survey with this title that the group can answer now."""
    rows = db.session.scalars(
        select(Survey)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .where(SurveyGroup.group_id == group_id, Survey.closed_at.is_(None))
    )
    return next(row for row in rows if row.launch["title"] == title)


def notice_about(improvement_id: UUID) -> tuple[Notice, Improvement]:
    """What people read about an improvement."""
    wanted = select(Notice, Improvement).join(Improvement, Improvement.id == Notice.improvement_id)
    notice, improvement = db.session.execute(wanted.where(Notice.improvement_id == improvement_id)).one()
    return notice, improvement
