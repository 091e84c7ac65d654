"""The command line on an installation of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands import Commands

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
        made = Commands().run("organisation", "add", "acme", "--name", "Acme")
    assert made.exit_code == 0, made.output
    return folder


def _at(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name, value in _environ(folder).items():
        patch.setenv(name, value)
    patch.delenv("FEEDBACK_DATABASE_URL", raising=False)


@pytest.fixture
def run(tmp_path: Path, with_acme: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `feedback …` on a new SQLite installation that holds the organisation "acme" (es, en)."""
    shutil.copytree(with_acme, tmp_path, dirs_exist_ok=True)
    _at(tmp_path, monkeypatch)
    return Commands().run
