"""What a respondent's link opens: the survey as it stands, and its published version, kept in the process.

Links carry no organisation, so these reads stand outside the wall; what they return carries its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import bindparam, select

from feedback.accounts.models import Organisation
from feedback.db import db, everywhere
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.document import Question as DocumentQuestion
from feedback.surveys.document import Questionnaire, questions_for
from feedback.surveys.models import Question, QuestionnaireVersion, Survey, SurveyGroup, Wave
from feedback.surveys.presenting import ShownQuestion, present
from feedback.surveys.reading import loads

FRESH_SECONDS = 30.0
"""How long the order of stages is believed; the version itself never changes."""


@dataclass(frozen=True, slots=True)
class OpenLink:
    """One survey and one of its groups, as a link names them."""

    survey_id: UUID
    survey_code: str
    organisation_id: UUID
    organisation_code: str
    organisation_name: str
    version_id: UUID
    wave_id: UUID
    wave_name: Mapping[str, str]
    group_id: UUID
    group_code: str
    stage_id: UUID | None
    mode: str
    receipts: bool
    launch: Mapping[str, Any]
    closes_on: date | None
    closed_at: datetime | None

    @property
    def anonymous(self) -> bool:
        return self.mode == "anonymous"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the version as stored: its row and its stage."""

    id: UUID
    stage_id: UUID | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of one link in one language, and their fields rendered without anything typed."""

    questions: tuple[DocumentQuestion, ...]
    shown: tuple[ShownQuestion, ...]
    rendered: Mapping[str, Markup]


@dataclass(slots=True)
class Edition:
    """A published version ready to be answered. `sheets` keeps what looks the same for everybody."""

    document: Questionnaire
    asked: Mapping[str, Asked]
    stage_ids: Mapping[str, UUID]
    order: tuple[str, ...]
    loaded: float = field(default_factory=time.monotonic)
    sheets: dict[tuple[str, str | None, bool], Sheet] = field(default_factory=dict)

    def sheet(self, lang: str, stage: str | None, anonymous: bool, render: Callable[[ShownQuestion], Markup]) -> Sheet:
        """What a link of this stage shows in this language; made once, as everybody sees the same."""
        key = (lang, stage, anonymous)
        if key not in self.sheets:
            questions = questions_for(self.document, stage, self.order)
            shown = present(self.document, questions, lang, anonymous=anonymous)
            self.sheets[key] = Sheet(questions, shown, {one.id: render(one) for one in shown})
        return self.sheets[key]


_editions: dict[UUID, Edition] = {}


_LINK = (
    select(
        Survey.id,
        Survey.code,
        Survey.organisation_id,
        Organisation.code,
        Organisation.name,
        Survey.version_id,
        Survey.wave_id,
        Wave.name,
        StakeholderGroup.id,
        StakeholderGroup.code,
        Survey.stage_id,
        Survey.mode,
        Survey.receipts,
        Survey.launch,
        Survey.closes_on,
        Survey.closed_at,
    )
    .join(Organisation, Organisation.id == Survey.organisation_id)
    .join(Wave, Wave.id == Survey.wave_id)
    .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
    .join(StakeholderGroup, StakeholderGroup.id == SurveyGroup.group_id)
    .where(Survey.code == bindparam("survey"), StakeholderGroup.code == bindparam("group"))
)
"""Built once: building it takes longer than running it."""


def open_link(survey_code: str, group_code: str) -> OpenLink | None:
    """The survey and group a link names; None where there is no such link."""
    row = db.session.connection().execute(_LINK, {"survey": survey_code, "group": group_code}).first()
    return OpenLink(*tuple(row)) if row else None


def edition(version_id: UUID) -> Edition:
    """The version as document and rows; read once per process, the order of stages now and then."""
    known = _editions.get(version_id)
    if known is None or time.monotonic() - known.loaded > FRESH_SECONDS:
        with everywhere():
            fresh = _load(version_id)
        if known is not None and known.order == fresh.order:
            fresh.sheets = known.sheets
        _editions[version_id] = known = fresh
    return known


def _load(version_id: UUID) -> Edition:
    document = db.session.scalars(
        select(QuestionnaireVersion.document).where(QuestionnaireVersion.id == version_id)
    ).one()
    rows = db.session.execute(
        select(Question.identity, Question.id, Question.stage_id).where(Question.version_id == version_id)
    ).all()
    stages = db.session.execute(_stages_of(version_id)).all()
    return Edition(
        document=loads(document),
        asked={str(identity): Asked(row, stage) for identity, row, stage in rows},
        stage_ids={code: stage_id for code, stage_id, _ in stages},
        order=tuple(code for code, _, _ in sorted(stages, key=lambda stage: stage[2])),
    )


def _stages_of(version_id: UUID) -> Any:
    named = select(Question.stage_id).where(Question.version_id == version_id, Question.stage_id.is_not(None))
    return select(Stage.code, Stage.id, Stage.position).where(Stage.id.in_(named))


def stage_code(stage_id: UUID) -> str | None:
    return db.session.scalar(select(Stage.code).where(Stage.id == stage_id))


def stage_of_organisation(organisation_id: UUID, code: str) -> UUID | None:
    """A stage by code, also one that no question of the version names."""
    return db.session.scalar(select(Stage.id).where(Stage.organisation_id == organisation_id, Stage.code == code))
