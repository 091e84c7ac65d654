"""`feedback survey`: surveys, and questionnaires as files. A subcommand loads only when it is called."""

from __future__ import annotations

import click

from feedback.cli import LazyGroup


class Subcommands(LazyGroup):
    """`inspect` reads a file and nothing else: it must not wait for the database's tools."""

    modules = {
        "inspect": "feedback.cli.survey_inspect:inspect_",
        "import": "feedback.cli.survey_files:import_",
        "export": "feedback.cli.survey_files:export",
        "open": "feedback.cli.survey_opening:open_",
        "close": "feedback.cli.survey_opening:close",
    }


@click.group(cls=Subcommands)
def survey() -> None:
    """Surveys: a questionnaire opened to groups; questionnaires as files."""
