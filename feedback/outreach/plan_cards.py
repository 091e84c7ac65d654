"""The coverage plan group by group as templates want it: each stage with how sure it is, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from feedback.errors import Message
from feedback.outreach.queries.channels import OpenLink
from feedback.outreach.queries.coverage import Grid
from feedback.outreach.queries.proposals import Plan, PlannedCell, Proposal
from feedback.outreach.rules import proposals as rules
from feedback.outreach.rules.coverage import Cell
from feedback.outreach.rules.material import Own, Ready
from feedback.outreach.rules.proposals import Need, Rate
from feedback.outreach.showing import ShownGroup, group_shown
from feedback.web.templating import text


@dataclass(frozen=True, slots=True)
class Advice:
    """What would help: `source` is open (a link that takes answers now), own (a questionnaire we have) or ready (one of
    the library); `url` leads to it, or, of what is to be prepared, to a look at it.
    """

    why: Message
    source: str
    title: str
    url: str
    need: Need
    invite_url: str = ""
    """Where contacts are invited to what is open, if there are any one may write to."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-group that was asked for itself; `counted_with` is its group, where its own number is not told."""

    name: str
    state: str
    n: int | None
    newest: date | None
    old: bool
    counted_with: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One stage of a group. `state`: asked, silent, too_few, waiting, not_asked or not_applicable."""

    stage: str
    stage_code: str
    state: str
    n: int | None
    newest: date | None
    old: bool
    reason: str
    margin: float | None
    rate: Rate | None
    advice: Advice | None
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A group with its stages along the journey."""

    group: ShownGroup
    code: str
    size: int | None
    rows: Sequence[Row]

    @property
    def weak(self) -> int:
        """Stages at which something would help."""
        return sum(row.advice is not None for row in self.rows)


def cards(plan: Plan) -> list[Card]:
    """One card per group of the plan, stages numbered in the order of the journey."""
    return [
        Card(
            group_shown(one),
            one.code,
            one.size,
            [_row(i, cell, _parts(plan.grid, cell)) for i, cell in enumerate(plan.by_group[one.id], 1)],
        )
        for one in plan.grid.groups
    ]


def _parts(grid: Grid, planned: PlannedCell) -> list[Part]:
    own = [one for one in grid.everybody if one.parent_id == planned.group.id]
    found = [(one, grid.parts[(planned.stage.id, one.id)]) for one in own if (planned.stage.id, one.id) in grid.parts]
    whole = text(planned.group.name)
    return [
        Part(text(one.name), _state(cell), cell.n, cell.newest, cell.old, whole if cell.counted_with else "")
        for one, cell in found
    ]


def _row(number: int, planned: PlannedCell, parts: Sequence[Part]) -> Row:
    cell = planned.cell
    return Row(
        stage=f"{number}. {text(planned.stage.name)}",
        stage_code=planned.stage.code,
        state=_state(cell),
        n=cell.n,
        newest=cell.newest,
        old=cell.old,
        reason=cell.reason,
        margin=planned.margin,
        rate=planned.rate,
        advice=_advice(cell, planned.proposal),
        parts=parts,
    )


def _state(cell: Cell) -> str:
    if cell.waiting:
        return "waiting"
    return "silent" if cell.silent else cell.state


def _advice(cell: Cell, proposal: Proposal | None) -> Advice | None:
    if proposal is None:
        return None
    need = proposal.need
    invite = invite_url(proposal.open_link) if proposal.open_link and need.way != "link" else ""
    return Advice(rules.why(need.why, cell.age), *_what(proposal), need, invite)


def _what(proposal: Proposal) -> tuple[str, str, str]:
    """Source, title and address of what to send."""
    if proposal.open_link is not None:
        return "open", text(proposal.open_link.title), channel_url(proposal.open_link)
    if isinstance(proposal.send, Own):
        return "own", text(dict(proposal.send.title)), url_for("questionnaires.preview", code=proposal.send.code)
    assert isinstance(proposal.send, Ready)
    entry = proposal.send.entry
    return "ready", text(dict(entry.name.by_language)), url_for("library.show", entry=entry.code)


def channel_url(one: OpenLink) -> str:
    """Where a link is spread: QR code, paper, messages, pages."""
    return url_for("channels.one", code=one.survey, group=one.group.code, stage=_stage(one))


def invite_url(one: OpenLink) -> str:
    """Where the contacts of its group are invited to what a link asks."""
    return url_for("mailings.new", survey=one.survey, group=one.group.code, stage=_stage(one))


def _stage(one: OpenLink) -> str | None:
    return one.stage.code if one.stage and one.narrowed else None
