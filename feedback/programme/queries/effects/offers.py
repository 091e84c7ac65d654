"""Which questions an improvement may be measured with, and which stages may be compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from feedback.analysis.statistics import SCORE_KINDS
from feedback.db import Texts, db
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage, standing
from feedback.programme.rules.effects import MEASURES
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Question, Questionnaire, QuestionnaireVersion, Survey, SurveyGroup
from feedback.surveys.queries.counting import asked_by


@dataclass(frozen=True, slots=True)
class Offer:
    """One question that a group was asked at a stage, as its newest version words it.

    `questionnaire` is the code to open it again with; `mode` that of its newest survey.
    """

    question: UUID
    code: str
    words: Texts
    measure: str
    stage: Stage
    group: StakeholderGroup
    questionnaire: str
    mode: str

    @property
    def key(self) -> str:
        return f"{self.question}/{self.stage.id}/{self.group.id}"


def offers(stage_id: UUID | None = None) -> Sequence[Offer]:
    """What was asked at a stage, or at any, in the order of the journey; guesses of insiders are left out."""
    stages = {one.id: one for one in journeys.stages()}
    groups = {one.id: one for one in stakeholders.groups()}
    place = lineage().standing(stage_id) if stage_id else None
    found: dict[tuple[UUID, UUID, UUID], Offer] = {}
    words: dict[UUID, Mapping[str, Texts]] = {}
    for version, question, named, kind, stage, group, code, mode in db.session.execute(_asked()):
        if stage not in stages or group not in groups or (place is not None and stage != place):
            continue
        if version not in words:
            words[version] = {one.id: dict(one.text.by_language) for one in asked_by(version).values()}
        key = (question, stage, group)
        own = words[version].get(str(question), {})
        found.setdefault(key, Offer(question, named, own, kind, stages[stage], groups[group], code, mode))
    order = {one: place for place, one in enumerate(stages)}
    return sorted(found.values(), key=lambda one: (order[one.stage.id], one.group.code, one.code))


def offer(key: str) -> Offer | None:
    """The offer with that key; None where it is none, or none any more."""
    return next((one for one in offers() if one.key == key), None)


def questionnaire_of(question: UUID) -> str | None:
    """The code of the questionnaire that a question stands in; None where there is none any more."""
    wanted = select(Questionnaire.code).join(QuestionnaireVersion).join(Question).where(Question.identity == question)
    return db.session.scalars(wanted.order_by(QuestionnaireVersion.number.desc())).first()


def scored_stages(group_id: UUID) -> set[UUID]:
    """The stages a group was asked to score: the ones that can be compared with."""
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    rows = db.session.scalars(
        select(standing(stage, lineage()))
        .join(Survey, Survey.version_id == Question.version_id)
        .join(SurveyGroup, and_(SurveyGroup.survey_id == Survey.id, SurveyGroup.group_id == group_id))
        .where(stage.is_not(None), Survey.stage_id.is_(None) | (stage == Survey.stage_id))
        .where(Question.predicts.is_(False), Question.kind.in_(SCORE_KINDS))
        .distinct()
    )
    return set(rows)


def _asked() -> Any:
    stage = func.coalesce(Question.stage_id, Survey.stage_id)
    return (
        select(
            Survey.version_id,
            Question.identity,
            Question.code,
            Question.kind,
            standing(stage, lineage()),
            SurveyGroup.group_id,
            Questionnaire.code,
            Survey.mode,
        )
        .join(Survey, Survey.version_id == Question.version_id)
        .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Survey.version_id)
        .join(Questionnaire, Questionnaire.id == QuestionnaireVersion.questionnaire_id)
        .where(stage.is_not(None), Survey.stage_id.is_(None) | (stage == Survey.stage_id))
        .where(Question.predicts.is_(False), Question.kind.in_(MEASURES))
        .order_by(Survey.opened_at.desc(), Survey.id, Question.position)
    )
