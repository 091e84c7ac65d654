"""Every read of triggers: what they say, what they may ask about, and what they have had to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from feedback.db import Texts, db, find, now
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.outreach.models import Trigger, TriggerDay
from feedback.outreach.rules.fairness import COUNTED_DAYS
from feedback.outreach.rules.quiet_hours import QuietHours
from feedback.outreach.rules.trigger_settings import Settings
from feedback.outreach.rules.triggers import Rule
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.listing import title_of
from feedback.surveys.models import Question, Survey, SurveyGroup
from feedback.surveys.rules import is_open


@dataclass(frozen=True, slots=True)
class Choice:
    """What a trigger may ask: an open survey, one of its groups, one of the stages it asks about."""

    survey: Survey
    title: Texts
    group: StakeholderGroup
    stage: Stage

    @property
    def key(self) -> str:
        return f"{self.survey.code}/{self.group.code}/{self.stage.code}"


@dataclass(frozen=True, slots=True)
class Line:
    """A trigger with the names of what it is about."""

    trigger: Trigger
    survey: Survey
    title: Texts
    group: StakeholderGroup
    stage: Stage
    open: bool
    """Its survey takes answers."""
    sent: int
    """Requests of the last 90 days."""

    @property
    def works(self) -> bool:
        return self.trigger.active and self.open


def trigger(trigger_id: UUID) -> Trigger:
    """One trigger of this organisation; NotFound."""
    return find(Trigger, trigger_id)


def settings_of(row: Trigger) -> Settings:
    return Settings(
        row.channel,
        row.delay_minutes,
        row.quiet_from,
        row.quiet_until,
        row.time_zone,
        row.person_days,
        row.survey_days,
        row.sample_percent,
        row.daily_quota,
    )


def quiet_of(row: Trigger) -> QuietHours:
    return QuietHours(row.quiet_from, row.quiet_until, row.time_zone)


def rule_of(row: Trigger, survey: Survey) -> Rule:
    """What the decision reads of a trigger, as it stands now."""
    return Rule(
        row.survey_id,
        row.active and takes_answers(survey),
        timedelta(minutes=row.delay_minutes),
        quiet_of(row),
        row.person_days,
        row.survey_days,
        row.daily_quota,
    )


def takes_answers(survey: Survey) -> bool:
    return is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=now().date())


# --- for the page -----------------------------------------------------------------------------------


def lines() -> list[Line]:
    """Every trigger, along the journey: a fixed number of reads, however many there are."""
    rows = list(db.session.scalars(select(Trigger).order_by(Trigger.created_at, Trigger.id)))
    surveys = _surveys({row.survey_id for row in rows})
    stages, groups = _stages({row.stage_id for row in rows}), _groups({row.group_id for row in rows})
    sent = _sent()
    found = [
        Line(
            row,
            survey := surveys[row.survey_id],
            title_of(survey),
            groups[row.group_id],
            stages[row.stage_id],
            takes_answers(survey),
            sent.get(row.id, 0),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.stage.position, one.group.position))


def choices() -> list[Choice]:
    """Everything a trigger may ask now: survey by survey, the newest first, group by group, along the journey."""
    surveys = [survey for survey in _surveys(None).values() if takes_answers(survey)]
    asked = _stages_asked(surveys)
    groups = _groups({one.group_id for survey in surveys for one in survey.groups})
    stages = _stages({stage_id for ids in asked.values() for stage_id in ids})
    return [
        Choice(survey, title_of(survey), group, stage)
        for survey in surveys
        for group in _in_order(groups, (one.group_id for one in survey.groups))
        for stage in _along(stages, asked[survey.id])
    ]


def usual_zone() -> str:
    """The time zone of the newest trigger: the next one is mostly for the same people."""
    newest = select(Trigger.time_zone).order_by(Trigger.created_at.desc(), Trigger.id).limit(1)
    return db.session.scalar(newest) or "UTC"


def choice_of(row: Trigger) -> Choice | None:
    """What a trigger asks, where it may still do so."""
    key = (row.survey_id, row.group_id, row.stage_id)
    return next((one for one in choices() if (one.survey.id, one.group.id, one.stage.id) == key), None)


def _surveys(ids: Collection[UUID] | None) -> dict[UUID, Survey]:
    """The surveys of these ids, or (None) those nobody closed, the newest first, with their groups."""
    wanted = select(Survey).options(selectinload(Survey.groups)).order_by(Survey.opened_at.desc(), Survey.code)
    wanted = wanted.where(Survey.closed_at.is_(None)) if ids is None else wanted.where(Survey.id.in_(ids))
    return {one.id: one for one in db.session.scalars(wanted)}


def _stages_asked(surveys: Sequence[Survey]) -> dict[UUID, set[UUID]]:
    """Survey -> the stages it asks about: its own, else those its questions name."""
    versions = {survey.version_id for survey in surveys}
    pairs = select(Question.version_id, Question.stage_id).where(Question.version_id.in_(versions)).distinct()
    named: dict[UUID, set[UUID]] = {version: set() for version in versions}
    for version_id, stage_id in db.session.execute(pairs):
        if stage_id is not None:
            named[version_id].add(stage_id)
    return {one.id: {one.stage_id} if one.stage_id else named[one.version_id] for one in surveys}


def _stages(ids: Collection[UUID]) -> dict[UUID, Stage]:
    return {one.id: one for one in db.session.scalars(select(Stage).where(Stage.id.in_(ids)))}


def _groups(ids: Collection[UUID]) -> dict[UUID, StakeholderGroup]:
    return {one.id: one for one in db.session.scalars(select(StakeholderGroup).where(StakeholderGroup.id.in_(ids)))}


def _in_order(groups: Mapping[UUID, StakeholderGroup], ids: Iterable[UUID]) -> list[StakeholderGroup]:
    return sorted((groups[one] for one in ids), key=lambda group: (group.position, group.code))


def _along(stages: Mapping[UUID, Stage], ids: Iterable[UUID]) -> list[Stage]:
    return sorted((stages[one] for one in ids), key=lambda stage: (stage.position, stage.code))


def _sent() -> dict[UUID, int]:
    wanted = select(TriggerDay.trigger_id, func.sum(TriggerDay.sent)).where(TriggerDay.day > _since(now().date()))
    return {trigger_id: int(sent) for trigger_id, sent in db.session.execute(wanted.group_by(TriggerDay.trigger_id))}


def _since(today: date) -> date:
    return today - timedelta(COUNTED_DAYS)


# --- for the decision -------------------------------------------------------------------------------


def candidates(stage_id: UUID, group_id: UUID) -> list[tuple[Trigger, Survey]]:
    """The triggers in use for a group at a stage whose surveys nobody closed, with these, the oldest first."""
    same = lineage().kin(stage_id)
    wanted = (
        select(Trigger, Survey)
        .join(Survey, Survey.id == Trigger.survey_id)
        .where(Trigger.stage_id.in_(same), Trigger.group_id == group_id, Trigger.active.is_(True))
        .order_by(Trigger.created_at, Trigger.id)
    )
    return [(row, survey) for row, survey in db.session.execute(wanted)]


def with_survey(trigger_id: UUID) -> tuple[Trigger, Survey]:
    """A trigger and its survey."""
    wanted = select(Trigger, Survey).join(Survey, Survey.id == Trigger.survey_id).where(Trigger.id == trigger_id)
    row, survey = db.session.execute(wanted).one()
    return row, survey


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the surveys in use ask of one group: survey -> services in 90 days, and the longest cool-down in days."""

    services: Mapping[UUID, int]
    longest: int


def traffic(group_id: UUID) -> Traffic:
    """What competes for the people of a group now."""
    today = now().date()
    in_time = and_(TriggerDay.trigger_id == Trigger.id, TriggerDay.day > _since(today))
    wanted = (
        select(Trigger.survey_id, func.coalesce(func.sum(TriggerDay.events), 0), func.max(Trigger.person_days))
        .select_from(Trigger)
        .join(Survey, Survey.id == Trigger.survey_id)
        .join(SurveyGroup, and_(SurveyGroup.survey_id == Survey.id, SurveyGroup.group_id == Trigger.group_id))
        .outerjoin(TriggerDay, in_time)
        .where(Trigger.group_id == group_id, Trigger.active.is_(True), Survey.closed_at.is_(None))
        .where(or_(Survey.closes_on.is_(None), Survey.closes_on >= today))
        .group_by(Trigger.survey_id)
    )
    rows = list(db.session.execute(wanted))
    return Traffic({one: int(count) for one, count, _ in rows}, max((days for _, _, days in rows), default=0))


def sent_on(trigger_id: UUID, day: date) -> int:
    """Requests of a trigger on one day of its time zone."""
    wanted = select(TriggerDay.sent).where(TriggerDay.trigger_id == trigger_id, TriggerDay.day == day)
    return db.session.scalar(wanted) or 0
