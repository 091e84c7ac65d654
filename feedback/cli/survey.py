"""`feedback survey`: surveys, and questionnaires as files. A subcommand loads only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "inspect": "survey_inspect:inspect_",
    "import": "survey_files:import_",
    "export": "survey_files:export",
    "open": "survey_opening:open_",
    "close": "survey_opening:close",
}
"""Name -> where the command is. `inspect` reads a file and nothing else: it must not wait for the database's tools."""


class Subcommands(click.Group):
    """Imports a subcommand's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"feedback.cli.{module}"), name)
        return command


@click.group(cls=Subcommands)
def survey() -> None:
    """Surveys: a questionnaire opened to groups; questionnaires as files."""
