"""The coverage plan as templates want it: names in the reader's language, and where each cell leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from feedback.errors import Message
from feedback.journeys.models import Stage
from feedback.outreach.models import NotApplicable
from feedback.outreach.queries.coverage import Grid
from feedback.outreach.rules.coverage import Cell
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import may, text


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group as components want it."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the component; `state` is "waiting" where a protected survey is counted at its end."""

    state: str
    n: int | None
    newest: date | None
    old: bool
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A stage with its cells, in the order of groups."""

    name: str
    cells: list[ShownCell]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole grid; without groups or stages there is nothing to show yet."""

    groups: list[ShownGroup]
    rows: list[ShownRow]
    voiceless: list[str]


@dataclass(frozen=True, slots=True)
class Next:
    """Whom to ask next, and where that is prepared."""

    group: ShownGroup
    stage: str
    why: Message
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that does not apply, with the way to take that back."""

    id: UUID
    group: ShownGroup
    stage: str
    reason: str


def group_shown(group: StakeholderGroup) -> ShownGroup:
    return ShownGroup(group.kind, text(group.name))


def table(grid: Grid) -> Table:
    """The grid, stages numbered in the order of the journey."""
    rows = [
        ShownRow(f"{number}. {text(stage.name)}", [_cell(grid, stage, group) for group in grid.groups])
        for number, stage in enumerate(grid.stages, start=1)
    ]
    return Table([group_shown(group) for group in grid.groups], rows, grid.voiceless)


def _cell(grid: Grid, stage: Stage, group: StakeholderGroup) -> ShownCell:
    one = grid.cells[(stage.id, group.id)]
    state = "waiting" if one.waiting else one.state
    return ShownCell(state, one.n, one.newest, one.old, one.reason, _leads_to(one, stage, group))


def _leads_to(one: Cell, stage: Stage, group: StakeholderGroup) -> str:
    """A cell where nobody was heard leads to asking them, for those who may ask."""
    if one.state == "not_applicable":
        return url_for("outreach.plan", _anchor="h-not-applicable")
    if one.heard or not may("surveys.launch"):
        return ""
    return launch_url(stage, group)


def launch_url(stage: Stage, group: StakeholderGroup) -> str:
    """Where a survey for this group at this stage is prepared."""
    return url_for("surveys.launch", stage=stage.code, group=group.code)


def request_next(grid: Grid) -> Next | None:
    """The one request that would help most, and where it is prepared."""
    if (wanted := grid.request) is None:
        return None
    stage = next(one for one in grid.stages if one.id == wanted.stage_id)
    group = next(one for one in grid.groups if one.id == wanted.group_id)
    return Next(group_shown(group), text(stage.name), wanted.why, launch_url(stage, group))


def marks(grid: Grid, rows: Iterable[NotApplicable]) -> list[Mark]:
    """The marked cells of stages and groups in use."""
    stages: Mapping[UUID, Any] = {one.id: one for one in grid.stages}
    groups: Mapping[UUID, Any] = {one.id: one for one in grid.groups}
    return [
        Mark(row.id, group_shown(groups[row.group_id]), text(stages[row.stage_id].name), row.reason)
        for row in rows
        if row.stage_id in stages and row.group_id in groups
    ]
