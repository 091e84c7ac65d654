"""Themes and shared points as programs read them: figures that passed the disclosure rule, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from feedback.analysis.convergence import SharedPoint
from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.queries import figures
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Said
from feedback.journeys import queries as journeys
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders

ALL_STAGES = "all"
"""How a figure over all stages and none together is marked where stages stand by their code."""


def themes_json() -> list[dict[str, Any]]:
    """Every theme of the organisation this runs inside."""
    codes, places = _codes(stakeholders.groups(include_archived=True)), _place_codes()
    return [_theme(row, codes, places) for row in figures.theme_table()]


def shared_json() -> list[dict[str, Any]]:
    """Every theme at every place, with how the groups stand to it."""
    places = _place_codes()
    return [
        shared_entry(row.theme.code, dict(row.theme.names), places[row.place], row.point)
        for row in figures.shared_points(_codes(stakeholders.groups()))
    ]


def shared_entry(theme: str, names: Mapping[str, str], stage: str | None, point: SharedPoint) -> dict[str, Any]:
    """One shared point, as both forms of `analyse` and `shared` print it."""
    groups = {
        code: {
            "asked": share.asked,
            "shown": share.shown,
            "n": share.n,
            "people": share.people,
            "share": share.share,
            "low": share.low,
            "high": share.high,
            "negative": share.negative,
        }
        for code, share in point.groups.items()
    }
    return {"theme": theme, "names": dict(names), "stage": stage, "class": point.kind, "groups": groups}


def _codes(groups: Sequence[StakeholderGroup]) -> dict[UUID, str]:
    return {group.id: group.code for group in groups}


def _place_codes() -> dict[Place, str | None]:
    codes: dict[Place, str | None] = {stage.id: stage.code for stage in journeys.all_stages()}
    return {**codes, None: None, EVERYWHERE: ALL_STAGES}


def _theme(row: ThemeRow, codes: Mapping[UUID, str], places: Mapping[Place, str | None]) -> dict[str, Any]:
    return {
        "theme": row.theme.code,
        "names": dict(row.theme.names),
        "source": row.theme.source,
        "terms": list(row.theme.terms),
        "stability": row.theme.stability,
        "people": row.people,
        "mentions": row.mentions,
        "negative": _value(row.negative),
        "positive": _value(row.positive),
        "groups": {codes[group]: _said(said) for group, said in row.by_group.items()},
        "stages": [places[place] for place in row.places],
    }


def _said(said: Said) -> dict[str, Any]:
    if isinstance(said.people, Hidden):
        return {"hidden": said.people.reason}
    return {"people": said.people.value, "n": said.people.n, "negative": _value(said.negative)}


def _value(result: Shown[float] | Hidden) -> float | None:
    return result.value if isinstance(result, Shown) else None
