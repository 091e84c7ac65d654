"""The whole plan: every cell with how sure it is, and what a weak one needs, in a fixed number of reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.journeys.models import Stage
from feedback.outreach.queries import channels, coverage, material, reach
from feedback.outreach.queries.channels import OpenLink
from feedback.outreach.queries.coverage import Grid
from feedback.outreach.rules import material as choosing
from feedback.outreach.rules import proposals as rules
from feedback.outreach.rules.coverage import Cell
from feedback.outreach.rules.material import Own, Ready
from feedback.outreach.rules.proposals import Need, Rate
from feedback.stakeholders.models import StakeholderGroup


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do about a weak cell: spread the link that is open already, else send a questionnaire, ours or ready."""

    need: Need
    open_link: OpenLink | None
    send: Own | Ready | None


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """A cell with its margin (0..1, None without answers) and the response rate of who was invited (None: nobody)."""

    cell: Cell
    stage: Stage
    group: StakeholderGroup
    margin: float | None
    rate: Rate | None
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The grid, and its cells group by group along the journey."""

    grid: Grid
    by_group: Mapping[UUID, Sequence[PlannedCell]]
    links: Sequence[OpenLink]


@dataclass(frozen=True, slots=True)
class _Known:
    """What every cell is looked up in."""

    rates: Mapping[tuple[UUID, UUID], Rate]
    group_rates: Mapping[UUID, Rate]
    reachable: Mapping[UUID, int]
    links: Mapping[tuple[UUID, UUID], OpenLink]
    own: Sequence[Own]
    names: Mapping[str, Mapping[str, str]]


def plan() -> Plan:
    """The plan of the organisation."""
    grid = coverage.coverage()
    parts = parts_of(grid)
    rates, group_rates = reach.rates(parts)
    links = channels.open_links()
    known = _Known(
        rates,
        group_rates,
        reach.reachable(parts),
        _by_cell(links),
        material.own(),
        {stage.code: dict(stage.name) for stage in grid.stages},
    )
    cells = {group.id: [_planned(grid, stage, group, known) for stage in grid.stages] for group in grid.groups}
    return Plan(grid, cells, links)


def parts_of(grid: Grid) -> dict[UUID, list[UUID]]:
    """Group of the plan -> itself and its sub-groups in use."""
    return {one.id: [part.id for part in grid.everybody if one.id in (part.id, part.parent_id)] for one in grid.groups}


def what_to_send(stage: Stage, group: StakeholderGroup, stages: Sequence[Stage]) -> Own | Ready:
    """The questionnaire for one cell, as the plan proposes it."""
    return _send(stage, group, material.own(), {one.code: dict(one.name) for one in stages})


def _by_cell(links: Sequence[OpenLink]) -> dict[tuple[UUID, UUID], OpenLink]:
    """(stage, group or the group it is part of) -> the link that asks about this stage; the oldest where several."""
    found: dict[tuple[UUID, UUID], OpenLink] = {}
    for one in links:
        if one.stage is not None:
            found.setdefault((one.stage.id, one.group.parent_id or one.group.id), one)
    return found


def _planned(grid: Grid, stage: Stage, group: StakeholderGroup, known: _Known) -> PlannedCell:
    cell = grid.cells[(stage.id, group.id)]
    margin = rules.margin(cell, group.size)
    rate = known.rates.get((stage.id, group.id))
    return PlannedCell(cell, stage, group, margin, rate, _proposal(cell, stage, group, known))


def _proposal(cell: Cell, stage: Stage, group: StakeholderGroup, known: _Known) -> Proposal | None:
    expected = rules.expected_rate(group.kind, known.group_rates.get(group.id))
    need = rules.need(cell, group.size, expected, known.reachable.get(group.id, 0))
    if need is None:
        return None
    if (link := known.links.get((stage.id, group.id))) is not None:
        return Proposal(need, link, None)
    return Proposal(need, None, _send(stage, group, known.own, known.names))


def _send(
    stage: Stage, group: StakeholderGroup, own: Sequence[Own], names: Mapping[str, Mapping[str, str]]
) -> Own | Ready:
    kept = choosing.own_for(own, stage=stage.code, group_id=group.id, kind=group.kind)
    return kept or choosing.ready_for(stage=stage.code, kind=group.kind, own=names)
