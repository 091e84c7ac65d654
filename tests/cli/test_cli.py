"""The `feedback` command itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from feedback.cli import COMMANDS, cli
from feedback.config import VERSION


def below(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    """Every command line that can be typed, without arguments."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None, name
            yield from below((*path, name), found)


def test_every_command_there_is_helps() -> None:
    paths = list(below((), cli))
    assert {path[0] for path in paths if path} == set(COMMANDS)
    for path in paths:
        result = CliRunner().invoke(cli, [*path, "--help"])
        assert (result.exit_code, result.stderr) == (0, ""), path
        assert result.stdout.startswith("Usage: "), path


def test_every_command_says_what_it_does() -> None:
    for path in below((), cli):
        command: click.Command = cli
        for name in path:
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), name)  # type: ignore[assignment]
        assert command.help, path


@pytest.mark.parametrize("path", [[], ["survey"]])
def test_the_list_of_commands_says_what_they_would_say_themselves(path: list[str]) -> None:
    """It is read from their files, since loading them takes seconds."""
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)  # type: ignore[assignment]
    assert isinstance(command, click.Group)
    context = click.Context(command)
    asked, loaded = click.HelpFormatter(width=80), click.HelpFormatter(width=80)
    command.format_commands(context, asked)
    click.Group.format_commands(command, context, loaded)
    assert asked.getvalue() == loaded.getvalue() != ""


def test_version() -> None:
    assert CliRunner().invoke(cli, ["--version"]).stdout == f"feedback, version {VERSION}\n"


@pytest.mark.parametrize("arguments", [["nothing"], ["serve", "--nothing"]])
def test_unknown_commands_are_wrong_use(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).exit_code == 2


def test_a_setting_that_cannot_be_read_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDBACK_ANSWER_LIMIT", "many")
    refused = CliRunner().invoke(cli, ["check"])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "FEEDBACK_ANSWER_LIMIT" in refused.stderr
