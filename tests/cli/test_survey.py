"""The subcommands of `feedback survey`, each loaded when it is called."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from feedback.cli import cli
from feedback.cli.survey import Subcommands, survey


@pytest.mark.parametrize("name", Subcommands.modules)
def test_every_subcommand_is_where_it_says(name: str) -> None:
    command = survey.get_command(click.Context(survey), name)
    assert command is not None
    assert command.name == name


def test_help_lists_them_and_an_unknown_one_is_wrong_use() -> None:
    shown = CliRunner().invoke(cli, ["survey", "--help"])
    assert [name for name in Subcommands.modules if f"\n  {name} " in shown.stdout] == list(Subcommands.modules)
    assert CliRunner().invoke(cli, ["survey", "sing"]).exit_code == 2
