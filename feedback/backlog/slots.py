"""What the backlog puts on pages of the slices below: improvements on the map and beside their themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from flask import g, render_template, url_for
from markupsafe import Markup

from feedback.backlog.models import Improvement
from feedback.backlog.presenting import Record, pin_record
from feedback.backlog.queries import cases, needs, strategies, votes
from feedback.backlog.queries.board import Board, Line, board
from feedback.backlog.queries.improvements import improvement_with_id, theme_ids
from feedback.backlog.rules.status import DECLINED
from feedback.errors import message
from feedback.followup.queries import cases as followup
from feedback.journeys.rules.needs import Need
from feedback.permissions import Permission
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.history import Moment
from feedback.web.templating import text
from feedback.workshops.models import Proposal, Workshop
from feedback.workshops.rules.votes import stand_name

MOST_PINS = 3


def stage_improvements(*, stage: Any = None, **_: Any) -> Markup:
    """Pins of the first improvements at a stage; `stage` is a stage row, None for what has no stage."""
    return _pins(_by_stage().get(stage.id if stage is not None else None, []))


def stages_improvements(*, stages: Any = (), **_: Any) -> Markup:
    """How many improvements stand at some stages together, with the way to the list."""
    wanted = {stage.id for stage in stages}
    held = _board()
    count = sum(not wanted.isdisjoint(held.stages_of(line.improvement)) for line in _pinned(held))
    return Markup(render_template("backlog/counted.html", count=count))


def theme_improvements(*, theme: Any, **_: Any) -> Markup:
    """Pins of the improvements that act on a theme."""
    return _pins([line for line in _pinned(_board()) if theme.id in theme_ids(line.improvement)])


def shared_actions(*, theme: Any, **_: Any) -> Markup:
    """What happens with a shared point: its strategies, why it is set aside, or what can be done about it."""
    names = [row.name for row in _strategies() if theme.id in {link.holder_id for link in row.themes}]
    aside = _aside().get(theme.id)
    return Markup(render_template("backlog/shared_actions.html", theme=theme, names=names, aside=aside))


def need_actions(*, need: Need, **_: Any) -> Markup:
    """The improvement drafted from what a stage lacks, or the way to one."""
    keys = [need.link.id] if need.link else [item.id for item in need.items]
    known = _drafted()
    improvement = next((known[key] for key in keys if key in known), None)
    return Markup(render_template("backlog/need_actions.html", need=need, improvement=improvement))


def case_improvements(*, case: Any, **_: Any) -> Markup:
    """What changes because of a case, and the way to an improvement."""
    found = cases.improvements_of(case.id)
    return Markup(render_template("backlog/case_improvements.html", case=case, improvements=found))


def proposal_actions(*, workshop: Workshop, proposal: Proposal, **_: Any) -> Markup:
    """The improvement a proposal of a vote became, or the way to one."""
    known = improvement_with_id(proposal.improvement_id) if proposal.improvement_id else None
    told = {"workshop": workshop, "proposal": proposal, "improvement": known}
    return Markup(render_template("backlog/proposal_actions.html", **told))


def improvement_votes(*, improvement: Improvement, **_: Any) -> Markup:
    """What votes said of an improvement, and the vote it was proposed in."""
    voted, proposed = votes.of_improvement(improvement.id), votes.proposed(improvement.id)
    told = {"voted": voted, "proposed": proposed, "stand_name": stand_name}
    votable = improvement.status in votes.VOTABLE
    page = render_template("backlog/improvement_votes.html", **told, improvement=improvement, votable=votable)
    return Markup(page)


def contact_history(*, contact: Contact) -> Iterator[Moment]:
    """Improvements that go back to what a person said, for those who may follow up."""
    if not g.access.may(Permission.FOLLOW_UP):
        return
    theirs = {case.id: case for case in followup.cases_about(contact.id)}
    for case_id, row in cases.fed_by(theirs.keys()):
        url = url_for("improvements.improvement", number=row.number)
        yield Moment(theirs[case_id].opened_at, message("An improvement goes back to it"), text(row.title), url)


def _pinned(held: Board) -> list[Line]:
    """What was decided against is not drawn on the map."""
    return [line for line in held.lines if line.improvement.status != DECLINED]


def _by_stage() -> dict[UUID | None, list[Line]]:
    """Stage -> the lines pinned at it, sorted out once for a page, however many stages it has."""
    if "backlog_by_stage" not in g:
        held, found = _board(), defaultdict[UUID | None, list[Line]](list)
        for line in _pinned(held):
            for stage_id in held.stages_of(line.improvement) or (None,):
                found[stage_id].append(line)
        g.backlog_by_stage = dict(found)
    by_stage: dict[UUID | None, list[Line]] = g.backlog_by_stage
    return by_stage


def _pins(lines: list[Line]) -> Markup:
    pins: list[Record] = [pin_record(line) for line in lines[:MOST_PINS]]
    return Markup(render_template("backlog/pins.html", pins=pins, more=max(0, len(lines) - MOST_PINS)))


def _board() -> Board:
    """Read once for a page, however many stages it has."""
    if "backlog_board" not in g:
        g.backlog_board = board()
    found: Board = g.backlog_board
    return found


def _strategies() -> list[Any]:
    if "backlog_strategies" not in g:
        g.backlog_strategies = strategies.strategies()
    return list(g.backlog_strategies)


def _drafted() -> Mapping[UUID, Improvement]:
    if "backlog_drafted" not in g:
        g.backlog_drafted = needs.drafted()
    found: Mapping[UUID, Improvement] = g.backlog_drafted
    return found


def _aside() -> dict[UUID, str]:
    if "backlog_aside" not in g:
        g.backlog_aside = {row.holder_id: row.reason for row in strategies.set_aside()}
    return dict(g.backlog_aside)
