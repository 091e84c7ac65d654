"""What one identified person answered, question by question. Never of an answer given in confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from feedback.db import Texts, db
from feedback.errors import NotFound
from feedback.followup.rules.cases import IDENTIFIED
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import document
from feedback.surveys.models import Answer, AnswerText, Question, Response, Survey
from feedback.surveys.queries.questionnaires import document_of
from feedback.surveys.question_types import TYPES, Answered
from feedback.surveys.question_types.storing import Row, restored


@dataclass(frozen=True, slots=True)
class Line:
    """A question and what was answered to it."""

    question: document.Question
    answered: Answered

    @property
    def written(self) -> bool:
        """Whether it is in the person's own words."""
        return bool(self.answered.text) and self.answered.number is None and not self.answered.choices


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a case needs it: by which group, when, in which language, and what it says."""

    response_id: UUID
    survey_code: str
    base_language: str
    group_name: Texts
    group_kind: str
    when: datetime | None
    lang: str | None
    lines: tuple[Line, ...]


def given(response_id: UUID) -> Given:
    """An answer that may be followed up; NotFound also for one that was given in confidence."""
    wanted = (
        select(Response, Survey, StakeholderGroup)
        .join(Survey, Survey.id == Response.survey_id)
        .join(StakeholderGroup, StakeholderGroup.id == Response.group_id)
        .where(Response.id == response_id, Survey.mode == IDENTIFIED)
    )
    row = db.session.execute(wanted).first()
    if row is None:
        raise NotFound()
    response, survey, group = row
    asked = document_of(survey.version)
    return Given(
        response_id,
        survey.code,
        asked.base_language,
        group.name,
        group.kind,
        response.answered_at,
        response.lang,
        tuple(_lines(asked, _rows(response_id))),
    )


def _lines(asked: document.Questionnaire, rows: Mapping[str, list[Row]]) -> list[Line]:
    """In the order of the questionnaire; what was not answered is not there."""
    found = (question for question in asked.questions() if question.id in rows and question.kind in TYPES)
    return [Line(question, restored(rows[question.id])) for question in found]


def _rows(response_id: UUID) -> dict[str, list[Row]]:
    """Question id -> its stored rows: two reads."""
    values = (
        select(Question.identity, Answer.position, Answer.part, Answer.number, Answer.choice)
        .join(Question, Question.id == Answer.question_id)
        .where(Answer.response_id == response_id)
    )
    written = (
        select(Question.identity, AnswerText.position, AnswerText.part, AnswerText.text)
        .join(Question, Question.id == AnswerText.question_id)
        .where(AnswerText.response_id == response_id)
    )
    rows: dict[tuple[str, int], Row] = {}
    for identity, position, part, number, choice in db.session.execute(values):
        rows[str(identity), position] = (part, number, choice, None)
    for identity, position, part, text in db.session.execute(written):
        _, number, choice, _ = rows.get((str(identity), position), (part, None, None, None))
        rows[str(identity), position] = (part, number, choice, text)
    found: dict[str, list[Row]] = {}
    for (question_id, _), row in sorted(rows.items()):
        found.setdefault(question_id, []).append(row)
    return found
