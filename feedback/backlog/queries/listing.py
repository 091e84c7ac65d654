"""The list in order without its weight: a few columns of every improvement, and everything of those a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row as Read
from sqlalchemy import and_, select

from feedback.backlog.models import Improvement, Ranking, Score
from feedback.backlog.queries import rankings
from feedback.backlog.queries.board import TIERS, Board, Counted, in_order, narrowed
from feedback.backlog.queries.filters import Filters
from feedback.db import db

TOP_PLACES = 3
TOP = "top"
"""Of the sections a list can be asked for: the tiers, and what could be among the first three."""
SECTIONS = (TOP, *TIERS)
FIRST_LINES = 8
"""Lines of each tier where the list shows them all."""
PER_PAGE = 25

_COLUMNS = (
    Improvement.id,
    Improvement.number,
    Improvement.direction,
    Improvement.status,
    Improvement.scope,
    Improvement.tags,
    Improvement.stage_id,
    Improvement.objective_id,
    Improvement.function_id,
    Improvement.owner_id,
    Improvement.strategy_id,
)
_PLACES = (Score.rank, Score.rank_low, Score.rank_high, Score.tier)


def rows(ranking: Ranking | None) -> list[Read[Any]]:
    """Every improvement that stands for itself, in order, with what the list is narrowed and cut by: one read."""
    standing = and_(Score.improvement_id == Improvement.id, Score.ranking_id == (ranking.id if ranking else None))
    wanted = select(*_COLUMNS, *_PLACES).outerjoin(Score, standing).where(Improvement.merged_into_id.is_(None))
    return sorted(db.session.execute(wanted), key=lambda row: in_order(row.rank, row.status, row.number))


@dataclass(frozen=True)
class Section:
    """Some lines of a tier, of `total` it has; `start` is the rank of the first, `page` counts from 1."""

    name: str
    numbers: Sequence[int]
    start: int
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True)
class Listed:
    """What a page of the list shows: sections of lines, the lines whole, and how many there are of what."""

    board: Board
    sections: Sequence[Section]
    every: Sequence[Read[Any]]
    """All improvements the list can show, whatever is asked for now."""
    shown: int
    directions: dict[str, int]
    could_be_top: int


def listed(filters: Filters, section: str = "", page: int = 1) -> Listed:
    """The list narrowed to what is asked for: the beginning of every tier, or one page of a section."""
    ranking = rankings.newest()
    every = rows(ranking)
    raised = _raised(ranking) if filters.group else {}
    fitting = [row for row in every if filters.matches(row, raised.get(row.id, ()))]
    sections = [_page(section, fitting, page)] if section in SECTIONS else _beginnings(fitting)
    wanted = {number for one in sections for number in one.numbers} | _first(every)
    return Listed(
        board=narrowed(ranking, wanted, _counted(every)),
        sections=[one for one in sections if one.total],
        every=every,
        shown=len(fitting),
        directions=_directions(every, filters, raised),
        could_be_top=len(_of(TOP, every)),
    )


def _counted(every: Sequence[Read[Any]]) -> Counted:
    return Counted(
        lines=len(every),
        ranked=sum(row.rank_low is not None for row in every),
        ranks={row.number: row.rank for row in every},
    )


def _first(every: Sequence[Read[Any]]) -> set[int]:
    """The line to look at first stands on every page of the list."""
    return {row.number for row in every[:1] if row.rank_low}


def _of(section: str, fitting: Sequence[Read[Any]]) -> list[Read[Any]]:
    if section == TOP:
        return [row for row in fitting if row.rank_low is not None and row.rank_low <= TOP_PLACES]
    return [row for row in fitting if (row.tier or TIERS[-1]) == section]


def _beginnings(fitting: Sequence[Read[Any]]) -> list[Section]:
    return [_section(tier, _of(tier, fitting), 0, FIRST_LINES, 1) for tier in TIERS]


def _page(section: str, fitting: Sequence[Read[Any]], page: int) -> Section:
    lines = _of(section, fitting)
    page = max(1, min(page, -(-len(lines) // PER_PAGE)))
    return _section(section, lines, PER_PAGE * (page - 1), PER_PAGE, page)


def _section(name: str, lines: Sequence[Read[Any]], skip: int, most: int, page: int) -> Section:
    some = lines[skip : skip + most]
    start = next((row.rank for row in some if row.rank), 1)
    return Section(name, [row.number for row in some], start, len(lines), page)


def _directions(every: Sequence[Read[Any]], filters: Filters, raised: dict[UUID, Any]) -> dict[str, int]:
    """Direction -> how many fit what is asked for besides; '' for all."""
    anyway = replace(filters, direction="")
    fitting = [row.direction for row in every if anyway.matches(row, raised.get(row.id, ()))]
    return {"": len(fitting), "reduce": fitting.count("reduce"), "amplify": fitting.count("amplify")}


def _raised(ranking: Ranking | None) -> dict[UUID, frozenset[str]]:
    """Improvement -> codes of the groups whose words may be shown for it."""
    wanted = select(Score.improvement_id, Score.groups).where(Score.ranking_id == (ranking.id if ranking else None))
    return {
        improvement: frozenset(code for code, parts in groups.items() if "hidden" not in parts)
        for improvement, groups in db.session.execute(wanted)
    }
