"""The journey map as sheets: the map itself as it stands on its page, and its figures as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask_babel import gettext

from feedback.backlog.queries.board import board
from feedback.insights.assumed import partings
from feedback.insights.map_lines import lines
from feedback.insights.map_page import MapPage
from feedback.insights.queries.journey_map import Result, StageLife
from feedback.reports.tables import Table, Value, shown_cells
from feedback.reports.words import status_word
from feedback.web.templating import say, text

FIGURES = {"lived", "predicted", "curve"}
"""Rows of the map whose figures stand on the sheet of figures."""


def sheets(page: MapPage) -> list[Table]:
    """The map, and where a row of figures is on it, these as numbers and the gaps between them."""
    codes = {row.code for row in page.rows}
    made = [Table(gettext("Map"), _heading(page), list(_map(page)))]
    if codes & FIGURES:
        made.append(Table(gettext("Figures"), _columns(), list(_figures(page, codes))))
    if codes >= {"curve", "lived"}:
        made.append(Table(gettext("Assumed and lived"), _gap_columns(), list(_gaps(page))))
    return made


def _heading(page: MapPage) -> list[str]:
    return [gettext("Row"), *(f"{number}. {text(life.stage.name)}" for number, life in enumerate(page.lived.stages, 1))]


def _map(page: MapPage) -> Iterator[Sequence[Value]]:
    pinned = _pinned() if any(row.code == "improvements" for row in page.rows) else {}
    for row in page.rows:
        cells = [_cell(page, row.code, life, pinned) for life in page.lived.stages]
        yield [say(row.name), *cells]


def _cell(page: MapPage, code: str, life: StageLife, pinned: dict[UUID, list[str]]) -> str | None:
    found = pinned.get(life.stage.id, []) if code == "improvements" else lines(page, code, life)
    return "\n".join(found) or None


def _pinned() -> dict[UUID, list[str]]:
    """Stage -> its improvements in the order of the backlog, with where they stand."""
    found: dict[UUID, list[str]] = {}
    for line in board().lines:
        row = line.improvement
        if row.stage_id and row.status != "declined":
            found.setdefault(row.stage_id, []).append(f"{text(row.title)} ({status_word(row.status)})")
    return found


def _columns() -> tuple[str, ...]:
    place = (gettext("Stage"), gettext("What"), gettext("Group"))
    return *place, gettext("Value"), gettext("Low"), gettext("High"), "n", gettext("Not shown because")


def _figures(page: MapPage, codes: set[str]) -> Iterator[Sequence[Value]]:
    for life in page.lived.stages:
        if "curve" in codes and life.stage.assumed_feeling is not None:
            drawn = gettext("Drawn by the team")
            yield text(life.stage.name), drawn, None, life.stage.assumed_feeling, None, None, None, None
        for what, name, result in _results(page, life, codes):
            yield text(life.stage.name), what, name, *shown_cells(result)


def _results(page: MapPage, life: StageLife, codes: set[str]) -> Iterator[tuple[str, str, Result]]:
    for group in page.lived.groups:
        if "lived" in codes:
            yield gettext("Lived"), text(group.name), life.score(group.id)
        if "predicted" in codes and group.id in life.predicted:
            yield gettext("Believed"), text(group.name), life.predicted[group.id].result


def _gap_columns() -> tuple[str, ...]:
    what = (gettext("Stage"), gettext("Supposed by"), gettext("Supposed"), gettext("Lived by"))
    return *what, gettext("Lived less supposed"), gettext("Low"), gettext("High")


def _gaps(page: MapPage) -> Iterator[Sequence[Value]]:
    for one in partings(page.lived):
        believing = text(one.believed_by.name) if one.believed_by else gettext("the drawing")
        gap = one.apart.gap
        apart = [round(each, 2) for each in (gap.value, gap.low, gap.high)] if gap else [None, None, None]
        yield text(one.life.stage.name), believing, round(one.supposed, 2), text(one.group.name), *apart
