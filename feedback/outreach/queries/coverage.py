"""Every read of the coverage plan: who was asked about what, and what does not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback.analysis.disclosure import Hidden
from feedback.db import db, now
from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.outreach.models import NotApplicable
from feedback.outreach.rules import coverage as rules
from feedback.outreach.rules.coverage import Cell, Heard
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.queries import results
from feedback.surveys.queries.outcomes import Coverage


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
    return Heard(one.people.value, None, one.newest, one.waves)


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
