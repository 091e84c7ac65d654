"""The questions that people can answer in their own words, with what stands beside a sentence said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db
from feedback.errors import NotFound
from feedback.insights.rules import EVERYWHERE, Place
from feedback.journeys.queries.lineage import standing
from feedback.surveys.document import Questionnaire
from feedback.surveys.models import Question, QuestionnaireVersion, Survey, SurveyGroup
from feedback.surveys.question_types import TYPES
from feedback.surveys.reading import loads


@dataclass(frozen=True, slots=True)
class Commentable:
    """A question of a published version that takes free text; `title` is its questionnaire's."""

    id: UUID
    identity: UUID
    version: int
    text: Mapping[str, str]
    title: Mapping[str, str]


@lru_cache(maxsize=256)
def _document(raw: str) -> Questionnaire:
    """Published documents never change, and reading one takes longer than finding it."""
    return loads(raw)


def commentable() -> dict[UUID, Commentable]:
    """Question row -> question, of every version that a survey was opened with: two reads."""
    opened = select(Survey.version_id)
    versions = db.session.execute(
        select(QuestionnaireVersion.id, QuestionnaireVersion.number, QuestionnaireVersion.document).where(
            QuestionnaireVersion.id.in_(opened)
        )
    )
    asked = {version_id: (number, _document(raw)) for version_id, number, raw in versions}
    rows = db.session.execute(
        select(Question.id, Question.identity, Question.version_id).where(Question.version_id.in_(opened))
    )
    made = (_of(row_id, identity, *asked[version_id]) for row_id, identity, version_id in rows)
    return {one.id: one for one in made if one}


def _of(row_id: UUID, identity: UUID, number: int, document: Questionnaire) -> Commentable | None:
    question = document.question(str(identity))
    if question is None or not TYPES[question.kind].takes_comments(question):
        return None
    return Commentable(row_id, identity, number, question.text.by_language, document.title.by_language)


def question_of(survey: Survey, code: str) -> Commentable:
    """The question of a survey that its author calls so and that takes free text; NotFound."""
    wanted = select(Question.id).where(Question.version_id == survey.version_id, Question.code == code)
    found = commentable().get(db.session.scalar(wanted) or survey.id)
    if found is None:
        raise NotFound()
    return found


def asked_cells() -> frozenset[tuple[Place, UUID]]:
    """(place, group) where a survey gave people the chance to write. Evidence speaks for itself."""
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    rows = db.session.execute(
        select(Question.id, standing(stage), SurveyGroup.group_id)
        .join(Survey, Survey.version_id == Question.version_id)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .where(Survey.stage_id.is_(None) | (stage == Survey.stage_id))
    )
    writing = commentable()
    places: set[tuple[Place, UUID]] = set()
    for question_id, place, group_id in rows:
        if question_id in writing:
            places |= {(place, group_id), (EVERYWHERE, group_id)}
    return frozenset(places)
