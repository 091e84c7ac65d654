"""Every read of the coverage plan: who was asked about what, and what does not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback.analysis.disclosure import Hidden
from feedback.db import Texts, db, now
from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.models import Stage
from feedback.outreach.models import NotApplicable
from feedback.outreach.rules import coverage as rules
from feedback.outreach.rules.coverage import Cell, Heard
from feedback.stakeholders.models import StakeholderGroup
from feedback.statements import Walled
from feedback.surveys.queries import results
from feedback.surveys.queries.outcomes import Coverage


class StageLine(NamedTuple):
    """What the steps need to know of a stage."""

    id: UUID
    name: Texts
    silent: bool


class GroupLine(NamedTuple):
    """What the steps need to know of a group."""

    id: UUID
    kind: str
    parent_id: UUID | None
    size: int | None
    archived_at: datetime | None


S = TypeVar("S", Stage, StageLine)
G = TypeVar("G", StakeholderGroup, GroupLine)


@dataclass(frozen=True, slots=True)
class Plan(Generic[S, G]):
    """Stages of the journey × groups in use. Sub-groups are counted with the group they belong to.

    `parts` are the cells of sub-groups that were asked for themselves.
    """

    stages: Sequence[S]
    groups: Sequence[G]
    everybody: Sequence[G]
    """Groups and sub-groups in use."""
    cells: Mapping[tuple[UUID, UUID], Cell]
    parts: Mapping[tuple[UUID, UUID], Cell] = field(default_factory=dict)

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


class Grid(Plan[Stage, StakeholderGroup]):
    """The plan with all that is known of its stages and groups."""

    __slots__ = ()


def coverage() -> Grid:
    """The state of every cell, in a fixed number of reads."""
    stages, everybody = _stages(), _groups()
    return Grid(stages, *_cells(stages, everybody))


def outline() -> Plan[StageLine, GroupLine]:
    """The same cells for what stands on every page, in reads of a few columns."""
    stages = [StageLine(*row) for row in _STAGE_LINES.all()]
    return Plan(stages, *_cells(stages, [GroupLine(*row) for row in _GROUP_LINES.all()]))


Cells = Mapping[tuple[UUID, UUID], Cell]


def _cells(stages: Sequence[S], everybody: Sequence[G]) -> tuple[list[G], Sequence[G], Cells, Cells]:
    marks = reasons()
    groups = [group for group in everybody if group.parent_id is None]
    members = {group.id: [one.id for one in everybody if group.id in (one.id, one.parent_id)] for group in groups}
    subs = {one.id: [one.id] for one in everybody if one.parent_id is not None}
    asked = results.coverage_counts({**members, **subs})
    today, old_after = now().date(), int(current_app.config["FEEDBACK"].old_after_days)

    def cell(stage_id: UUID, group_id: UUID) -> Cell:
        found = asked.get((stage_id, group_id))
        heard = [] if found is None else [_heard(found)]
        return rules.cell(stage_id, group_id, heard, marks.get((stage_id, group_id)), today, old_after)

    cells = {(stage.id, group.id): cell(stage.id, group.id) for group in groups for stage in stages}
    parts = {
        (stage.id, sub): _with_the_whole(cell(stage.id, sub), cells, everybody)
        for sub in subs
        for stage in stages
        if (stage.id, sub) in asked
    }
    return groups, everybody, cells, parts


def _with_the_whole(part: Cell, cells: Cells, everybody: Sequence[G]) -> Cell:
    """A sub-group too small to be told of is counted with its group, where that may be told."""
    parent = next((one.parent_id for one in everybody if one.id == part.group_id), None)
    whole = cells.get((part.stage_id, parent)) if parent else None
    return replace(part, counted_with=parent) if part.state == rules.TOO_FEW and whole and whole.n else part


def _of_groups(*columns: Any) -> Any:
    wanted = select(*columns).where(StakeholderGroup.archived_at.is_(None))
    return wanted.order_by(StakeholderGroup.position, StakeholderGroup.code)


def _of_stages(journey: Any, *columns: Any) -> Any:
    wanted = select(*columns).where(Stage.journey_id == journey, Stage.retired_at.is_(None))
    return wanted.order_by(Stage.position, Stage.code)


_GROUP_LINES = Walled(_of_groups(*(getattr(StakeholderGroup, name) for name in GroupLine._fields)))
_STAGE_LINES = Walled(_of_stages(journeys.newest_id(), *(getattr(Stage, name) for name in StageLine._fields)))
_REASONS = Walled(select(NotApplicable.stage_id, NotApplicable.group_id, NotApplicable.reason))


def _groups() -> list[StakeholderGroup]:
    """Groups in use, in order, without the segments that no plan looks at."""
    return list(db.session.scalars(_of_groups(StakeholderGroup)))


def _stages() -> list[Stage]:
    """The stages of the current journey, in order, without their touchpoints."""
    current = journeys.journey()
    return list(db.session.scalars(_of_stages(current.id if current else None, Stage)))


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
    return {(stage_id, group_id): reason for stage_id, group_id, reason in _REASONS.all()}


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
