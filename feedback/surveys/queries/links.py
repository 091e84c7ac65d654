"""What a respondent's link opens: the survey as it stands, and its published version, kept in the process.

Links carry no organisation, so these reads stand outside the wall; what they return carries its own.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from feedback.accounts.models import Organisation
from feedback.db import db, everywhere, looking
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.stakeholders.models import StakeholderGroup
from feedback.statements import Prepared
from feedback.surveys.document import Questionnaire, questions_for
from feedback.surveys.models import PartialResponse, Question, QuestionnaireVersion, Survey, SurveyGroup, Wave
from feedback.surveys.reading import loads
from feedback.surveys.route import Route, route

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
    group_name: Mapping[str, str]
    stage_id: UUID | None
    mode: str
    receipts: bool
    launch: Mapping[str, Any]
    closes_on: date | None
    closed_at: datetime | None
    embed_origins: Sequence[str] = ()
    contact: str = ""
    """Whom to write to about it, as the organisation says."""

    @property
    def anonymous(self) -> bool:
        return self.mode == "anonymous"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the version as stored: its row and its stage."""

    id: UUID
    stage_id: UUID | None


@dataclass(slots=True)
class Edition:
    """A published version ready to be answered. `routes` and `pages` keep what is the same for everybody."""

    document: Questionnaire
    asked: Mapping[str, Asked]
    stage_ids: Mapping[str, UUID]
    stage_names: Mapping[str, Mapping[str, str]]
    order: tuple[str, ...]
    known_as: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    """Stage -> the codes of other stages of this version that it became, or that became it."""
    loaded: float = field(default_factory=time.monotonic)
    routes: dict[str | None, Route] = field(default_factory=dict)
    pages: dict[Hashable, Any] = field(default_factory=dict)

    def route(self, stage: str | None, stage_id: UUID | None = None) -> Route:
        """The way of a link of this stage; None: of every stage."""
        if stage not in self.routes:
            others = self.known_as.get(stage_id, ()) if stage_id else ()
            self.routes[stage] = route(self.document, questions_for(self.document, stage, self.order, others))
        return self.routes[stage]

    def is_stage(self, stage_id: UUID | None, opened_at: UUID) -> bool:
        """Whether a link of a stage belongs to a survey opened at another: they are one stage today."""
        if stage_id == opened_at:
            return True
        code = next((code for code, one in self.stage_ids.items() if one == opened_at), None)
        return stage_id is not None and code in self.known_as.get(stage_id, ())


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
        StakeholderGroup.name,
        Survey.stage_id,
        Survey.mode,
        Survey.receipts,
        Survey.launch,
        Survey.closes_on,
        Survey.closed_at,
        Survey.embed_origins,
        Organisation.contact,
    )
    .join(Organisation, Organisation.id == Survey.organisation_id)
    .join(Wave, Wave.id == Survey.wave_id)
    .join(SurveyGroup, SurveyGroup.survey_id == Survey.id)
    .join(StakeholderGroup, StakeholderGroup.id == SurveyGroup.group_id)
    .where(Survey.code == bindparam("survey"), StakeholderGroup.code == bindparam("group"))
)
"""Built once: building it takes longer than running it."""
_STATE = Prepared(select(Survey.closes_on, Survey.closed_at).where(Survey.id == bindparam("survey")))
_links: dict[tuple[str, str], tuple[float, OpenLink]] = {}
MOST_LINKS = 4096


@dataclass(frozen=True, slots=True)
class Standing:
    """Until when a survey takes answers, as it stands now."""

    closes_on: date | None
    closed_at: datetime | None


def known_link(survey_code: str, group_code: str) -> OpenLink | None:
    """`open_link`, believed for a while: what it says froze at launch, but for names, and for whether it is open.

    Whether it is open is asked of `standing`, every time.
    """
    known = _links.get((survey_code, group_code))
    if known is not None and time.monotonic() - known[0] < FRESH_SECONDS:
        return known[1]
    with everywhere():
        link = open_link(survey_code, group_code)
    _links.pop((survey_code, group_code), None)
    if link is not None:
        if len(_links) >= MOST_LINKS:
            _links.clear()
        _links[survey_code, group_code] = (time.monotonic(), link)
    return link


def forget_link(survey_code: str) -> None:
    """What this process believes of a survey's links is asked again at the next one."""
    for known in [one for one in _links if one[0] == survey_code]:
        _links.pop(known, None)


def standing(survey_id: UUID) -> Standing | None:
    """Whether the survey takes answers, read now; None where it is gone."""
    with looking() as connection:
        row = _STATE.first(connection, {"survey": survey_id})
    return Standing(row[0], row[1]) if row else None


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
        same = known is not None and (known.order, known.known_as) == (fresh.order, fresh.known_as)
        if known is not None and same and known.stage_names == fresh.stage_names:
            fresh.routes, fresh.pages = known.routes, known.pages
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
    owner = select(QuestionnaireVersion.organisation_id).where(QuestionnaireVersion.id == version_id)
    passed = lineage(of=db.session.scalars(owner).one())
    return Edition(
        document=loads(document),
        asked={str(identity): Asked(row, stage) for identity, row, stage in rows},
        stage_ids={stage.code: stage.id for stage in stages},
        stage_names={stage.code: stage.name for stage in stages},
        order=tuple(stage.code for stage in sorted(stages, key=lambda stage: stage.position)),
        known_as=passed.known_as({stage.id: stage.code for stage in stages}),
    )


def _stages_of(version_id: UUID) -> Any:
    named = select(Question.stage_id).where(Question.version_id == version_id, Question.stage_id.is_not(None))
    opened_at = select(Survey.stage_id).where(Survey.version_id == version_id, Survey.stage_id.is_not(None))
    wanted = select(Stage.code, Stage.id, Stage.position, Stage.name)
    return wanted.where(Stage.id.in_(named) | Stage.id.in_(opened_at))


@dataclass(frozen=True, slots=True)
class Saved:
    """Answers that were saved to go on later, still sealed."""

    sealed: bytes
    saved_at: datetime


def saved(link: OpenLink, token_mac: str) -> Saved | None:
    """What was saved under the hash of a token for this survey and group."""
    wanted = select(PartialResponse.sealed, PartialResponse.saved_at).where(
        PartialResponse.token_mac == token_mac,
        PartialResponse.survey_id == link.survey_id,
        PartialResponse.group_id == link.group_id,
    )
    with looking() as connection:
        row = connection.execute(wanted).first()
    return Saved(row[0], row[1]) if row else None


def stage_code(stage_id: UUID) -> str | None:
    return db.session.scalar(select(Stage.code).where(Stage.id == stage_id))


def stage_of_organisation(organisation_id: UUID, code: str) -> UUID | None:
    """A stage by code, also one that no question of the version names."""
    return db.session.scalar(select(Stage.id).where(Stage.organisation_id == organisation_id, Stage.code == code))
