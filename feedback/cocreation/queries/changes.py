"""What changed lately: scores that moved, what was decided and done, what is late, what grew old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.changes import beyond_chance, step
from feedback.analysis.disclosure import Shown
from feedback.analysis.statistics import Estimate
from feedback.backlog.models import Decision, Improvement
from feedback.backlog.queries.board import Board
from feedback.db import db, now
from feedback.errors import Message, message
from feedback.insights.models import Theme
from feedback.insights.queries import run_figures, runs
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.run_figures import ThemeMove
from feedback.outreach.queries.coverage import Grid
from feedback.programme.models import Implementation
from feedback.programme.rules import is_late
from feedback.surveys.models import Response, Survey, Wave
from feedback.surveys.queries import results
from feedback.surveys.queries import surveys as survey_queries

DAYS = 7
LATELY_DAYS = 365
MOST = 6
MOST_OF_A_KIND = 3
Figures = Mapping[tuple[UUID, UUID], Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: what it says, and when (None: it is so now); `page` is the endpoint it is read on."""

    icon: str
    text: Message
    at: datetime | None
    page: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def new_answers() -> int:
    """Answers of identified surveys in the last seven days; those of protected ones have no time."""
    since = now() - timedelta(days=DAYS)
    return db.session.scalar(select(func.count()).select_from(Response).where(Response.answered_at >= since)) or 0


def newest(held: Board, grid: Grid) -> list[Change]:
    """What is late and what moved, then the newest events, then what grew old. A fixed number of reads."""
    today = now().date()
    late = [_late(line.improvement) for line in held.lines if is_late(line.improvement, today)]
    events = sorted([*_decided(), *_done(), *_closed(), *_analysed()], key=_when, reverse=True)
    old = [_old(grid)] if grid.cells else []
    found = [
        *late[:MOST_OF_A_KIND],
        *_moved(grid),
        *_talk(grid),
        *events[:MOST_OF_A_KIND],
        *(one for one in old if one),
    ]
    return found[:MOST]


def _when(change: Change) -> datetime:
    assert change.at is not None, "events have a time"
    return change.at


def _late(row: Improvement) -> Change:
    return Change("warn", message("“%(title)s” is late.", title=row.title), None, *_address(row))


def _address(row: Improvement) -> tuple[str, Mapping[str, Any]]:
    return "improvements.improvement", {"number": row.number}


# --- scores that moved ------------------------------------------------------------------------------


def _moved(grid: Grid) -> list[Change]:
    """Stages whose score differs between the two newest rounds by more than chance; the largest first."""
    waves = [wave.id for wave in survey_queries.waves()]
    by_wave = results.stage_scores_by_wave()
    scored = [by_wave[wave] for wave in waves if wave in by_wave and _any_shown(by_wave[wave])]
    if len(scored) < 2:
        return []
    found = sorted(_pairs(grid, scored[-2], scored[-1]), key=lambda pair: -abs(pair[0]))
    return [change for _, change in found[:MOST_OF_A_KIND]]


def _any_shown(figures: Figures) -> bool:
    return any(isinstance(one.result, Shown) for one in figures.values())


def _pairs(grid: Grid, before: Figures, after: Figures) -> Iterator[tuple[float, Change]]:
    for stage in grid.stages:
        for group in grid.groups:
            first, last = (_shown(figures.get((stage.id, group.id))) for figures in (before, after))
            if first and last and (moved := step(_estimate(first), _estimate(last))) and beyond_chance(moved):
                yield moved.value, _move(stage.name, group.name, first, last)


def _shown(figure: Any) -> Shown[float] | None:
    return figure.result if figure and isinstance(figure.result, Shown) else None


def _estimate(shown: Shown[float]) -> Estimate:
    return Estimate(shown.value, shown.low, shown.high, shown.n)


def _move(stage: Any, group: Any, first: Shown[float], last: Shown[float]) -> Change:
    text = message(
        "“%(stage)s” went from %(before)s to %(after)s among %(group)s (n %(n)s). The change is greater than chance.",
        stage=dict(stage),
        group=dict(group),
        before=first.value,
        after=last.value,
        n=last.n,
    )
    return Change("up" if last.value > first.value else "down", text, None)


def _talk(grid: Grid) -> list[Change]:
    """Themes that a group raises more, or less, than before: the newest changes."""
    groups, themes = {group.id: group for group in grid.groups}, theme_queries.by_id()
    since = now().date() - timedelta(days=LATELY_DAYS)
    told = [
        _louder(one, themes[one.theme_id], groups[one.group_id].name)
        for one in run_figures.moves()
        if one.since >= since and one.rose is not None and one.theme_id in themes and one.group_id in groups
    ]
    return told[:MOST_OF_A_KIND]


def _louder(one: ThemeMove, theme: Theme, group: Any) -> Change:
    words = {"theme": dict(theme.names), "group": dict(group)}
    more = message("“%(theme)s”: raised more among %(group)s than before. The change is greater than chance.", **words)
    less = message("“%(theme)s”: raised less among %(group)s than before. The change is greater than chance.", **words)
    at = datetime.combine(one.since, time(), UTC)
    return Change("up" if one.rose else "down", more if one.rose else less, at, "insights.theme", {"code": theme.code})


# --- events -----------------------------------------------------------------------------------------


def _decided() -> list[Change]:
    rows = db.session.execute(
        select(Decision, Improvement)
        .join(Improvement, Improvement.id == Decision.improvement_id)
        .order_by(Decision.decided_at.desc(), Decision.id)
        .limit(MOST_OF_A_KIND)
    )
    return [Change("flag", _verdict(one.verdict, row), one.decided_at, *_address(row)) for one, row in rows]


def _verdict(verdict: str, row: Improvement) -> Message:
    return {
        "yes": message("Decided: yes to “%(title)s”.", title=row.title),
        "no": message("Decided: no to “%(title)s”, with its reason.", title=row.title),
    }.get(verdict, message("Decided: “%(title)s”, but not now.", title=row.title))


def _done() -> list[Change]:
    rows = db.session.execute(
        select(Implementation.done_on, Improvement)
        .join(Improvement, Improvement.id == Implementation.improvement_id)
        .where(Implementation.done_on.is_not(None))
        .order_by(Implementation.done_on.desc(), Improvement.number)
        .limit(MOST_OF_A_KIND)
    )
    return [
        Change("ok", message("Done: “%(title)s”.", title=row.title), _noon(day), *_address(row)) for day, row in rows
    ]


def _noon(day: date | None) -> datetime:
    assert day is not None, "rows without a day are left out"
    return datetime.combine(day, time(12), UTC)


def _closed() -> list[Change]:
    """The newest survey that ended: its results are there since then."""
    row = db.session.execute(
        select(Survey.closed_at, Survey.code, Wave.name)
        .join(Wave, Wave.id == Survey.wave_id)
        .where(Survey.closed_at.is_not(None))
        .order_by(Survey.closed_at.desc(), Survey.code)
        .limit(1)
    ).first()
    if row is None or row.closed_at is None:
        return []
    text = message("A survey of %(wave)s ended: its results are here.", wave=row.name)
    return [Change("list", text, row.closed_at, "survey_results.results", {"code": row.code})]


def _analysed() -> list[Change]:
    run = runs.newest_done()
    if run is None or run.finished_at is None:
        return []
    return [Change("search", message("Analysis: %(count)s comments read.", count=run.comments), run.finished_at)]


# --- what grew old ------------------------------------------------------------------------------------


def _old(grid: Grid) -> Change | None:
    """The cell whose newest answer is the oldest, where it is old."""
    cells = [one for one in grid.cells.values() if one.age is not None]
    if not cells:
        return None
    oldest = max(cells, key=lambda one: one.age or 0)
    stage = next(one for one in grid.stages if one.id == oldest.stage_id)
    group = next(one for one in grid.groups if one.id == oldest.group_id)
    text = message(
        "The newest answer of %(group)s about “%(stage)s” is %(days)s days old.",
        group=dict(group.name),
        stage=dict(stage.name),
        days=oldest.age,
    )
    return Change("clock", text, None)
