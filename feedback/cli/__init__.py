"""The `feedback` command, a file a noun. Commands load only when they are called."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import click

from feedback.config import VERSION

COMMANDS = {
    "serve": "feedback.cli.serve:serve",
    "worker": "feedback.cli.serve:worker",
    "check": "feedback.cli.check:check",
    "backup": "feedback.cli.backup:backup",
    "restore": "feedback.cli.backup:restore",
    "example": "feedback.cli.example:example",
    "organisation": "feedback.cli.organisation:organisation",
    "user": "feedback.cli.user:user",
    "token": "feedback.cli.token:token",
    "group": "feedback.cli.group:group",
    "contacts": "feedback.cli.contacts:contacts",
    "journey": "feedback.cli.journey:journey",
    "evidence": "feedback.cli.evidence:evidence",
    "survey": "feedback.cli.survey:survey",
    "responses": "feedback.cli.responses:responses",
    "analyse": "feedback.cli.analyse:analyse",
    "themes": "feedback.cli.insights:themes",
    "shared": "feedback.cli.insights:shared",
    "invite": "feedback.cli.invite:invite",
    "coverage": "feedback.cli.coverage:coverage",
    "backlog": "feedback.cli.backlog:backlog",
    "kit": "feedback.cli.kit:kit",
}
"""Name -> where the command is. `journey` is a group (`import`) that prints the map without a subcommand."""


class LazyGroup(click.Group):
    """Imports a command's module when it is asked for; `modules` says name -> "module:command"."""

    modules: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        module, _, name = self.modules[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command says of itself, read and not loaded: loading them all takes seconds."""
        width = formatter.width - 6 - max(map(len, self.modules))
        told = [(name, click.Command(name, help=_docstring(where))) for name, where in self.modules.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(width)) for name, command in told])


def _docstring(where: str) -> str:
    """Of the function that a place ("module:function") names."""
    module, _, name = where.partition(":")
    found = find_spec(module)
    assert found is not None and found.origin is not None
    tree = ast.parse(Path(found.origin).read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    return ast.get_docstring(functions[0]) or ""


class Everything(LazyGroup):
    """Every command there is."""

    modules = COMMANDS


@click.command(cls=Everything)
@click.version_option(VERSION, prog_name="feedback")
def cli() -> None:
    """Ask everyone who takes part in a service, and work one prioritised list of improvements."""


def main(arguments: list[str] | None = None) -> Any:
    """Run a command; results go to stdout, messages to stderr, 0 done, 2 wrong use or unknown name, 1 failed."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return cli.main(args=arguments, prog_name="feedback")
