"""The command line on an installation of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `feedback …` on a new SQLite installation that holds the organisation "acme" (es, en)."""
    monkeypatch.setenv("FEEDBACK_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("FEEDBACK_BUFFER_KEY_FILE", str(tmp_path / "buffer.key"))
    monkeypatch.setenv("FEEDBACK_DEFAULT_LANGUAGE", "en")
    monkeypatch.delenv("FEEDBACK_DATABASE_URL", raising=False)

    def feedback(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    made = feedback("organisation", "add", "acme", "--name", "Acme")
    assert made.exit_code == 0, made.output
    return feedback
