"""The report as plain tables: what the page lays out and the workbook writes, cell by cell the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from feedback.analysis.convergence import GroupShare
from feedback.analysis.disclosure import Hidden, Shown
from feedback.backlog.presenting import groups_of, stage_name
from feedback.backlog.queries.board import Line
from feedback.db import Texts
from feedback.errors import Message
from feedback.insights.queries.figures import SharedRow
from feedback.insights.rules import MOMENTS
from feedback.journeys.models import Stage
from feedback.outreach.rules.coverage import ASKED, NOT_APPLICABLE, NOT_ASKED, TOO_FEW, Cell
from feedback.reports.queries import Report
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import say, text

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; every row has as many cells as there are columns."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


def tables(report: Report) -> list[Table]:
    """Every table of the report, in its order."""
    return [
        _table(gettext("Coverage"), _coverage_columns(), _coverage(report)),
        _table(gettext("Scores"), (*_place(), *_figure(), gettext("From")), _scores(report)),
        _table(gettext("Shared points"), _shared_columns(), _shared(report)),
        _table(gettext("Moments"), (gettext("Stage"), gettext("Moment"), gettext("Why")), _moments(report)),
        _table(gettext("Improvements"), _line_columns(), _improvements(report)),
        _table(gettext("Programme"), _work_columns(), _programme(report)),
        _table(gettext("About"), (gettext("What"), gettext("Value")), _about(report)),
    ]


def _table(name: str, columns: Sequence[str], rows: Iterator[Sequence[Value]]) -> Table:
    return Table(name, columns, list(rows))


def _coverage_columns() -> tuple[str, ...]:
    return *_place(), gettext("State"), "n", gettext("Newest"), gettext("Why not")


def _shared_columns() -> tuple[str, ...]:
    return gettext("Theme"), gettext("Stage"), gettext("Class"), gettext("Group"), *_figure()


def _work_columns() -> tuple[str, ...]:
    progress = (gettext("Until"), gettext("Percent done"), gettext("In the way"))
    return gettext("Improvement"), gettext("Status"), gettext("In charge"), *progress


def _place() -> tuple[str, str]:
    return gettext("Stage"), gettext("Group")


def _figure() -> tuple[str, ...]:
    return gettext("Value"), gettext("Low"), gettext("High"), "n", gettext("Not shown because")


def shown_cells(result: Shown[float] | Hidden) -> list[Value]:
    """Value, low, high, n, and the sentence that stands for them where they are not shown."""
    if isinstance(result, Shown):
        numbers = (result.value, result.low, result.high)
        return [*(None if one is None else round(one, 2) for one in numbers), result.n, None]
    return [None, None, None, None, say(result.message)]


def _cells(report: Report) -> Iterator[tuple[Stage, StakeholderGroup, Cell]]:
    for stage in report.plan.stages:
        for group in report.plan.groups:
            yield stage, group, report.plan.cells[(stage.id, group.id)]


def _coverage(report: Report) -> Iterator[Sequence[Value]]:
    for stage, group, cell in _cells(report):
        newest = cell.newest.isoformat() if cell.newest else None
        yield text(stage.name), text(group.name), _state(cell), cell.n, newest, cell.reason or None


def _state(cell: Cell) -> str:
    words = {
        ASKED: gettext("counted at the end") if cell.waiting else gettext("asked"),
        TOO_FEW: gettext("too few"),
        NOT_ASKED: gettext("not asked"),
        NOT_APPLICABLE: gettext("does not apply"),
    }
    return str(words[cell.state])


def _scores(report: Report) -> Iterator[Sequence[Value]]:
    for life in report.lived.stages:
        for group in report.plan.groups:
            known = life.scores.get(group.id)
            source = gettext("ratings of evidence") if known and known.source == "evidence" else gettext("surveys")
            yield text(life.stage.name), text(group.name), *shown_cells(life.score(group.id)), source if known else None


def _shared(report: Report) -> Iterator[Sequence[Value]]:
    names = {group.code: group.name for group in report.plan.everybody}
    for row in report.shared:
        for code in row.point.raised_by:
            point = (text(row.theme.names), _stage_of(report, row), _class(row.point.kind), text(names[code]))
            yield *point, *_share(row.point.groups[code])


def _share(share: GroupShare) -> list[Value]:
    """A group's share of people who raised a theme, of those who wrote there."""
    if share.share is None:
        return shown_cells(Hidden("complement"))
    return [*(None if one is None else round(one, 3) for one in (share.share, share.low, share.high)), share.n, None]


def _class(kind: str) -> str:
    return str(gettext("contested") if kind == "contested" else gettext("shared"))


def _stage_of(report: Report, row: SharedRow) -> str:
    names: dict[Any, Texts] = {life.stage.id: life.stage.name for life in report.lived.stages}
    return text(names[row.place]) if row.place in names else str(gettext("Stage unknown"))


def _moments(report: Report) -> Iterator[Sequence[Value]]:
    for life in report.lived.stages:
        for moment in life.moments:
            reason = say(moment.reason) if isinstance(moment.reason, Message) else moment.reason
            yield text(life.stage.name), say(MOMENTS[moment.kind]), reason


def _line_columns() -> tuple[str, ...]:
    return (
        gettext("Rank"),
        gettext("Best rank"),
        gettext("Worst rank"),
        gettext("Improvement"),
        gettext("What it wants"),
        gettext("Stage"),
        gettext("Groups"),
        gettext("People"),
        gettext("Score"),
        gettext("Status"),
        gettext("Why"),
    )


def _improvements(report: Report) -> Iterator[Sequence[Value]]:
    for line in report.board.lines:
        yield _line(report, line)


def _line(report: Report, line: Line) -> list[Value]:
    row, score, held = line.improvement, line.score, report.board
    places: list[Value] = [line.rank, score.rank_low if score else None, score.rank_high if score else None]
    wants = gettext("amplify") if row.direction == "amplify" else gettext("reduce")
    groups = ", ".join(one["name"] for one in groups_of(held, line))
    figures: list[Value] = [score.people if score else None, _rounded(score.value) if score else None]
    about = (text(row.title), wants, stage_name(held, row), groups)
    return [*places, *about, *figures, status_word(row.status), say(held.why(line))]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def status_word(status: str) -> str:
    """Where an improvement stands, in a word."""
    return str(
        {
            "proposed": gettext("Proposed"),
            "open": gettext("To decide"),
            "decided": gettext("Decided"),
            "in_progress": gettext("In progress"),
            "done": gettext("Done"),
            "declined": gettext("No, with its reason"),
            "later": gettext("Not now"),
        }[status]
    )


def _programme(report: Report) -> Iterator[Sequence[Value]]:
    for row in report.work:
        work = report.implementations.get(row.id)
        owner = report.board.people.get(row.owner_id) if row.owner_id else None
        until = row.due_on.isoformat() if row.due_on else None
        percent, blocker = (work.percent, work.blocker) if work else (0, "")
        yield text(row.title), status_word(row.status), owner, until, percent, blocker or None


def _about(report: Report) -> Iterator[Sequence[Value]]:
    run = report.run
    yield gettext("Organisation"), report.organisation
    yield gettext("Made on"), report.made_at.isoformat(timespec="minutes")
    yield gettext("Analysis"), str(run.id) if run else gettext("none yet")
    yield gettext("Analysed on"), run.finished_at.isoformat(timespec="minutes") if run and run.finished_at else None
    yield gettext("Comments read"), run.comments if run else 0
