"""`feedback themes`, `feedback shared`, and the map that `feedback journey` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from feedback.analysis.disclosure import Hidden
from feedback.cli.edge import organisation, print_json, with_app
from feedback.insights.listing import shared_json, themes_json
from feedback.insights.queries.journey_map import StageLife, journey_map
from feedback.stakeholders.models import StakeholderGroup


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
