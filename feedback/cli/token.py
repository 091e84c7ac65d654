"""`feedback token`: what other systems sign in with."""

from __future__ import annotations

import click

from feedback.accounts.rules import SCOPES
from feedback.accounts.tokens import actions
from feedback.cli.edge import act, organisation, with_app


def _scopes(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """Wrong use where one is unknown."""
    scopes = [part.strip() for part in typed.split(",") if part.strip()]
    if not scopes or set(scopes) - set(SCOPES):
        raise click.BadParameter(", ".join(SCOPES))
    return scopes


@click.group()
def token() -> None:
    """Tokens of the API."""


@token.command()
@click.option("--organisation", "code", required=True)
@click.option("--name", required=True, help="The system that will use it.")
@click.option("--scope", "scopes", required=True, callback=_scopes, help="Of read, write, events; separated by commas.")
@with_app
def add(code: str, name: str, scopes: list[str]) -> None:
    """Make a token and print it, once: nobody can look it up later. A name that is known already is refused."""
    with organisation(code):
        secret = act(_make, name, scopes)
    click.echo(secret)


def _make(name: str, scopes: list[str]) -> str:
    return actions.make(name=name, scopes=scopes, by=None)[1]
