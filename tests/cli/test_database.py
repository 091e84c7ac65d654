"""Bringing a database to the head: once, however many start at the same time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from feedback.cli.database import head

WHOLE = "from feedback.cli.edge import application; app = application(); "
BARE = (
    "from flask import Flask; from feedback import config, db; app = Flask('feedback'); loaded = config.load(); "
    "app.config.update(FEEDBACK=loaded, SECRET_KEY=loaded.secret_key); db.init(app, loaded); "
)
"""As much of the application as migrating needs: loading all of it three times over takes seconds."""
START = (
    "import sys; from feedback.cli.database import upgrade; print('built', flush=True); sys.stdin.readline(); "
    "upgrade(app)"
)


def starting(folder: Path, building: str) -> subprocess.Popen[str]:
    """A process that has built the application and waits for a line before it migrates."""
    environ = {**os.environ, "FEEDBACK_VAR": str(folder), "FEEDBACK_BUFFER_KEY_FILE": str(folder / "key")}
    command = [sys.executable, "-W", "error", "-c", building + START]
    pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
    return subprocess.Popen(command, env=environ, text=True, **pipes)  # type: ignore[call-overload, no-any-return]


def test_several_starts_at_once_migrate_once(tmp_path: Path) -> None:
    """Case 106 in small."""
    folder = tmp_path / "var"
    started = [starting(folder, building) for building in (WHOLE, BARE, BARE)]
    try:
        assert [one.stdout.readline() for one in started if one.stdout] == ["built\n"] * 3
        for one in started:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        ended = [one.communicate(timeout=60) for one in started]
    finally:
        for one in started:
            one.kill()
    assert [(one.returncode, out[1]) for one, out in zip(started, ended, strict=True)] == [(0, "")] * 3
    with sqlite3.connect(folder / "feedback.db") as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(head(),)]
    database.close()
