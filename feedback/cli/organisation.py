"""`feedback organisation`: client companies of this installation."""

from __future__ import annotations

import click

from feedback.accounts import actions, queries
from feedback.cli.edge import act, print_json, with_app
from feedback.errors import UnknownName


@click.group()
def organisation() -> None:
    """Organisations of this installation."""


@organisation.command()
@click.argument("code")
@click.option("--name", required=True)
@click.option("--languages", default="es,en", show_default=True, help="Codes separated by commas, its own first.")
@with_app
def add(code: str, name: str, languages: str) -> None:
    """Add an organisation; one that exists by this code is left as it is."""
    try:
        found = queries.organisation_named(code)
    except UnknownName:
        chosen = [part.strip() for part in languages.split(",") if part.strip()]
        found = act(actions.create_organisation, code=code, name=name, languages=chosen)
    print_json({"organisation": found.code, "name": found.name, "languages": found.languages})
