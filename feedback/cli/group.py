"""`feedback group`: stakeholder groups."""

from __future__ import annotations

import click

from feedback.cli.edge import act, organisation, print_json, with_app
from feedback.stakeholders.actions import groups as actions
from feedback.stakeholders.queries import groups as queries
from feedback.stakeholders.rules.groups import KINDS


@click.group()
def group() -> None:
    """Stakeholder groups of an organisation."""


@group.command()
@click.argument("code")
@click.option("--organisation", "organisation_code", required=True)
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--name", required=True, help="In the organisation's own language.")
@click.option("--size", type=click.IntRange(min=1), help="How many people belong to it.")
@with_app
def add(code: str, organisation_code: str, kind: str, name: str, size: int | None) -> None:
    """Add a group; one that exists by this code is left as it is."""
    with organisation(organisation_code) as found:
        known = queries.group_with_code(code)
        named = {found.languages[0]: name}
        made = known or act(actions.create_group, code=code, kind=kind, name=named, size=size)
        print_json({"group": made.code, "kind": made.kind, "name": made.name, "size": made.size})
