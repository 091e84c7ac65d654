"""`feedback coverage`: which group was asked about which stage, and how many answered."""

from __future__ import annotations

from typing import Any

import click

from feedback.cli.edge import organisation, print_json, with_app
from feedback.db import iso
from feedback.outreach.queries.coverage import Grid
from feedback.outreach.queries.coverage import coverage as plan


@click.command()
@click.option("--organisation", "code", required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def coverage(code: str, as_json: bool) -> None:
    """Print every stage and group: asked (n 0: nobody answered), too_few, not_asked or not_applicable."""
    with organisation(code):
        print_json(_cells(plan()))


def _cells(grid: Grid) -> list[dict[str, Any]]:
    """Stage by stage along the journey; `n` is null where it is not told, or waits for the next release."""
    return [_cell(grid, stage, group) for stage in grid.stages for group in grid.groups]


def _cell(grid: Grid, stage: Any, group: Any) -> dict[str, Any]:
    one = grid.cells[(stage.id, group.id)]
    return {"stage": stage.code, "group": group.code, "state": one.state, "n": one.n, "newest": iso(one.newest)}
