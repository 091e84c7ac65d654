"""The command line on an installation of the test's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from feedback import create_app
from feedback.cli import cli
from feedback.db import db

Run = Callable[..., Result]


def _environ(folder: Path) -> dict[str, str]:
    return {
        "FEEDBACK_VAR": str(folder / "var"),
        "FEEDBACK_BUFFER_KEY_FILE": str(folder / "buffer.key"),
        "FEEDBACK_DEFAULT_LANGUAGE": "en",
    }


@pytest.fixture(scope="session")
def with_acme(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """A folder with a SQLite installation that holds the organisation "acme" (es, en)."""
    folder = tmp_path_factory.mktemp("command-line")
    (folder / "var").mkdir()
    shutil.copyfile(template, folder / "var" / "feedback.db")
    with pytest.MonkeyPatch.context() as patch:
        _at(folder, patch)
        made = CliRunner().invoke(cli, ["organisation", "add", "acme", "--name", "Acme"])
    assert made.exit_code == 0, made.output
    return folder


def _at(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name, value in _environ(folder).items():
        patch.setenv(name, value)
    patch.delenv("FEEDBACK_DATABASE_URL", raising=False)


class Applications:
    """As long as the settings are the same a command finds the application of the one before, with nothing open."""

    def __init__(self) -> None:
        self._made: dict[tuple[tuple[str, str], ...], Flask] = {}

    def get(self) -> Flask:
        settings = tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith("FEEDBACK_")))
        app = self._made[settings] = self._made.get(settings) or create_app()
        with app.app_context():
            db.engine.dispose()
        return app


@pytest.fixture
def run(tmp_path: Path, with_acme: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `feedback …` on a new SQLite installation that holds the organisation "acme" (es, en)."""
    shutil.copytree(with_acme, tmp_path, dirs_exist_ok=True)
    _at(tmp_path, monkeypatch)
    monkeypatch.setattr("feedback.create_app", Applications().get)
    return lambda *arguments: CliRunner().invoke(cli, arguments)
