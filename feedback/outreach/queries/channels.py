"""Every read of channels: which links are open now, and what one of them asks in which words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from feedback.db import Texts, db, now
from feedback.errors import Gone, NotFound, message
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.addresses import links
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.models import Question, QuestionnaireVersion, Survey
from feedback.surveys.queries import questionnaires
from feedback.surveys.queries import surveys as launched
from feedback.surveys.question_types.hidden import name_of
from feedback.surveys.rules import is_open


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An address to give to a group now. `stage` is the one it asks about, None where it asks about several or none.

    `narrowed` says that the address itself names the stage.
    """

    survey: str
    title: Texts
    mode: str
    group: StakeholderGroup
    stage: Stage | None
    url: str
    closes_on: date | None
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One open link with all that is needed to spread it. `stage` is the one its address names."""

    survey: Survey
    group: StakeholderGroup
    stage: Stage | None
    asks_about: Stage | None
    """The stage it asks about, named in the address or the only one there is."""
    document: Document

    @property
    def values(self) -> list[str]:
        """Names of the values a link may bring along: those the questionnaire keeps."""
        return [name_of(one) for one in self.document.questions() if one.kind == "hidden"]


def channel(code: str, group_code: str, stage_code: str = "") -> Channel:
    """The link of a group to a survey, at one of its stages where that is given.

    NotFound where there is none such; Gone where the survey takes no more answers.
    """
    survey = launched.survey(code)
    group = stakeholders.group_with_code(group_code)
    if group is None or group.id not in {row.group_id for row in survey.groups}:
        raise NotFound()
    if not _is_open(survey):
        raise Gone(message("This survey takes no more answers: its links are over."))
    stages = launched.stages_asked(survey)
    named = next((one for one in stages if one.code == stage_code), None)
    if stage_code and named is None:
        raise NotFound()
    only = stages[0] if len(stages) == 1 else None
    return Channel(survey, group, named, named or only, questionnaires.document_of(survey.version))


def open_links() -> list[OpenLink]:
    """The public links of every open survey, by group, then along the journey: four reads, however many there are."""
    surveys = [one for one in _unclosed() if _is_open(one)]
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    asked = _stages_asked(surveys)
    found = [one for survey in surveys for one in _links(survey, groups, asked[survey.id])]
    place = {group_id: number for number, group_id in enumerate(groups)}
    return sorted(found, key=lambda one: (place[one.group.id], one.stage.position if one.stage else 0))


def _is_open(survey: Survey) -> bool:
    return is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=now().date())


def _unclosed() -> list[Survey]:
    wanted = (
        select(Survey)
        .where(Survey.closed_at.is_(None))
        .options(joinedload(Survey.version), selectinload(Survey.groups))
        .order_by(Survey.opened_at, Survey.code)
    )
    return list(db.session.scalars(wanted))


def _stages_asked(surveys: Sequence[Survey]) -> dict[UUID, list[Stage]]:
    """Survey -> its stage, else the stages its questions name, in the order of the journey."""
    versions = {survey.version_id for survey in surveys}
    pairs = select(Question.version_id, Question.stage_id).where(Question.version_id.in_(versions)).distinct()
    named = {(version_id, stage_id) for version_id, stage_id in db.session.execute(pairs)}
    stages = journeys.all_stages()
    return {one.id: [stage for stage in stages if _asks(one, stage, named)] for one in surveys}


def _asks(survey: Survey, stage: Stage, named: Collection[tuple[UUID, UUID | None]]) -> bool:
    return stage.id == survey.stage_id if survey.stage_id else (survey.version_id, stage.id) in named


def _links(survey: Survey, groups: Mapping[UUID, StakeholderGroup], stages: Sequence[Stage]) -> list[OpenLink]:
    title = _title(survey.version)
    invited = [groups[row.group_id] for row in survey.groups]
    only = stages[0] if len(stages) == 1 else None
    return [
        OpenLink(
            survey=survey.code,
            title=title,
            mode=survey.mode,
            group=one.group,
            stage=one.stage or only,
            url=one.url,
            closes_on=survey.closes_on,
            narrowed=one.stage is not None,
        )
        for one in links(survey, invited, stages)
    ]


def _title(version: QuestionnaireVersion) -> Texts:
    return {code: text for code, text in questionnaires.document_of(version).title.by_language.items() if text}
