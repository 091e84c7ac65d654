"""`feedback themes`, `feedback shared`, and the map that `feedback journey` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import click

from feedback.analysis.convergence import SharedPoint
from feedback.analysis.disclosure import Hidden, Shown
from feedback.cli.edge import organisation, print_json, with_app
from feedback.insights.queries import figures
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.journey_map import StageLife, journey_map
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Said
from feedback.journeys import queries as journeys
from feedback.stakeholders import queries as stakeholders
from feedback.stakeholders.models import StakeholderGroup

ALL_STAGES = "all"
"""How a figure over all stages and none together is marked where stages stand by their code."""


@click.command()
@click.option("--organisation", "code", required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def themes(code: str, as_json: bool) -> None:
    """Print the themes of an organisation, those that most people raised first."""
    with organisation(code):
        print_json(themes_json())


@click.command()
@click.option("--organisation", "code", required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def shared(code: str, as_json: bool) -> None:
    """Print how the groups stand to each theme, at each stage and over all of them (stage "all")."""
    with organisation(code):
        print_json(shared_json())


def print_journey(code: str) -> None:
    """Print the living map: per stage what each group lives, the loudest themes, the moments."""
    with organisation(code):
        lived = journey_map()
        print_json([_stage(life, lived.groups) for life in lived.stages])


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


def _stage(life: StageLife, groups: Sequence[StakeholderGroup]) -> dict[str, Any]:
    return {
        "stage": life.stage.code,
        "groups": {group.code: _score(life, group) for group in groups},
        "themes": list(dict.fromkeys(one.theme.code for one in (*life.negative, *life.positive))),
        "moments": [{"kind": moment.kind, "source": moment.source} for moment in life.moments],
    }


def _score(life: StageLife, group: StakeholderGroup) -> dict[str, Any]:
    result = life.score(group.id)
    if isinstance(result, Hidden):
        nobody = 0 if result.reason == "nobody" else None
        return {"n": nobody, "score": None, "low": None, "high": None, "hidden": result.reason}
    known = life.scores[group.id]
    return {"n": result.n, "score": result.value, "low": result.low, "high": result.high, "from": known.source}
