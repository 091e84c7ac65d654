"""`feedback backlog`: the list of improvements in order, with the sentences behind each."""

from __future__ import annotations

import click

from feedback.backlog.lines import lines
from feedback.cli.edge import organisation, print_json, with_app

DEFAULT_EVIDENCE = 3


@click.command()
@click.option("--organisation", "code", required=True)
@click.option(
    "--evidence",
    type=click.IntRange(0, 100),
    default=DEFAULT_EVIDENCE,
    show_default=True,
    help="Sentences per improvement.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def backlog(code: str, evidence: int, as_json: bool) -> None:
    """Print the backlog of an organisation, the first improvement first."""
    with organisation(code):
        print_json(lines(code, evidence))
