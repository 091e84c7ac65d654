"""Every read of the coverage plan: who was asked about what, what does not apply, and which links are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from feedback.analysis.disclosure import Hidden
from feedback.db import Texts, db, now
from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.outreach.models import NotApplicable
from feedback.outreach.rules import coverage as rules
from feedback.outreach.rules.coverage import Cell, Heard
from feedback.stakeholders import queries as stakeholders
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.addresses import links
from feedback.surveys.models import Question, QuestionnaireVersion, Survey
from feedback.surveys.queries import questionnaires, results
from feedback.surveys.queries.outcomes import Coverage
from feedback.surveys.rules import is_open


@dataclass(frozen=True, slots=True)
class Grid:
    """Stages of the journey × groups in use. Sub-groups are counted with the group they belong to."""

    stages: Sequence[Stage]
    groups: Sequence[StakeholderGroup]
    everybody: Sequence[StakeholderGroup]
    """Groups and sub-groups in use."""
    cells: Mapping[tuple[UUID, UUID], Cell]

    @property
    def in_order(self) -> list[Cell]:
        """Every cell, group by group, each along the journey."""
        return [self.cells[(stage.id, group.id)] for group in self.groups for stage in self.stages]

    @property
    def voiceless(self) -> list[str]:
        """Kinds of groups that were never heard."""
        kinds = {group.id: group.kind for group in self.groups}
        return rules.voiceless(kinds.values(), {kinds[one.group_id] for one in self.cells.values() if one.heard})

    @property
    def request(self) -> rules.Request | None:
        """Whom to ask next."""
        return rules.best_request(self.in_order, {group.id: group.kind for group in self.groups}, self.voiceless)


def coverage() -> Grid:
    """The state of every cell, in a fixed number of reads."""
    everybody, stages = _groups(), _stages()
    asked, marks = results.coverage_counts(), reasons()
    today, old_after = now().date(), int(current_app.config["FEEDBACK"].old_after_days)
    groups = [group for group in everybody if group.parent_id is None]
    members = {group.id: [one.id for one in everybody if group.id in (one.id, one.parent_id)] for group in groups}
    cells = {}
    for group in groups:
        for stage in stages:
            found = [_heard(one) for part in members[group.id] if (one := asked.get((stage.id, part)))]
            mark = marks.get((stage.id, group.id))
            cells[(stage.id, group.id)] = rules.cell(stage.id, group.id, found, mark, today, old_after)
    return Grid(stages, groups, everybody, cells)


def _groups() -> list[StakeholderGroup]:
    """Groups in use, in order, without the segments that no plan looks at: every page reads this."""
    wanted = select(StakeholderGroup).where(StakeholderGroup.archived_at.is_(None))
    return list(db.session.scalars(wanted.order_by(StakeholderGroup.position, StakeholderGroup.code)))


def _stages() -> list[Stage]:
    """The stages of the current journey, in order, without their touchpoints."""
    current = journeys.journey()
    wanted = select(Stage).where(Stage.journey_id == (current.id if current else None), Stage.retired_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Stage.position, Stage.code)))


def _heard(one: Coverage) -> Heard:
    if isinstance(one.people, Hidden):
        return Heard(None, one.people.reason, None)
    return Heard(one.people.value, None, one.newest)


def cell(stage_id: UUID, group_id: UUID) -> Cell:
    """One cell; NotFound where the stage is off the map, or the group is archived or a sub-group."""
    try:
        return coverage().cells[(stage_id, group_id)]
    except KeyError:
        raise NotFound() from None


def reasons() -> dict[tuple[UUID, UUID], str]:
    """(stage, group) -> why it does not apply."""
    rows = db.session.execute(select(NotApplicable.stage_id, NotApplicable.group_id, NotApplicable.reason))
    return {(stage_id, group_id): reason for stage_id, group_id, reason in rows}


def marked(stage_id: UUID, group_id: UUID) -> NotApplicable | None:
    return db.session.scalar(
        select(NotApplicable).where(NotApplicable.stage_id == stage_id, NotApplicable.group_id == group_id)
    )


def mark(mark_id: UUID) -> NotApplicable:
    """One mark of this organisation; NotFound."""
    found = db.session.scalar(select(NotApplicable).where(NotApplicable.id == mark_id))
    if found is None:
        raise NotFound()
    return found


def marks() -> list[NotApplicable]:
    """Every cell that was marked, the newest first."""
    return list(db.session.scalars(select(NotApplicable).order_by(NotApplicable.marked_at.desc(), NotApplicable.id)))


# --- links that are open ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An address to give to a group now. `stage` is None where it asks about everything the survey names."""

    survey: str
    title: Texts
    mode: str
    group: StakeholderGroup
    stage: Stage | None
    url: str
    closes_on: date | None


def open_links() -> list[OpenLink]:
    """The public links of every open survey, by group, then along the journey: four reads, however many there are."""
    today = now().date()
    surveys = [one for one in _unclosed() if is_open(closes_on=one.closes_on, closed_at=one.closed_at, today=today)]
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    asked = _stages_asked(surveys)
    found = [one for survey in surveys for one in _links(survey, groups, asked)]
    place = {group_id: number for number, group_id in enumerate(groups)}
    return sorted(found, key=lambda one: (place[one.group.id], one.stage.position if one.stage else 0))


def _unclosed() -> list[Survey]:
    wanted = (
        select(Survey)
        .where(Survey.closed_at.is_(None))
        .options(joinedload(Survey.version), selectinload(Survey.groups))
        .order_by(Survey.opened_at, Survey.code)
    )
    return list(db.session.scalars(wanted))


def _stages_asked(surveys: Sequence[Survey]) -> dict[UUID, list[Stage]]:
    """Version -> the stages its questions name, in the order of the journey."""
    versions = {survey.version_id for survey in surveys}
    pairs = select(Question.version_id, Question.stage_id).where(Question.version_id.in_(versions)).distinct()
    named = {(version_id, stage_id) for version_id, stage_id in db.session.execute(pairs)}
    stages = journeys.all_stages()
    return {version: [stage for stage in stages if (version, stage.id) in named] for version in versions}


def _links(
    survey: Survey, groups: Mapping[UUID, StakeholderGroup], asked: Mapping[UUID, list[Stage]]
) -> list[OpenLink]:
    stages = asked.get(survey.version_id, [])
    if survey.stage_id:
        stages = [one for one in stages if one.id == survey.stage_id]
    title = _title(survey.version)
    invited = [groups[row.group_id] for row in survey.groups]
    own = stages[0] if len(stages) == 1 else None
    return [
        OpenLink(survey.code, title, survey.mode, one.group, one.stage or own, one.url, survey.closes_on)
        for one in links(survey, invited, stages)
    ]


def _title(version: QuestionnaireVersion) -> Texts:
    return {code: text for code, text in questionnaires.document_of(version).title.by_language.items() if text}
