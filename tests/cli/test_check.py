"""`feedback check`: is this installation fit to run?"""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from flask import Flask

from feedback.cli import cli
from feedback.cli.check import look
from feedback.cli.database import head
from feedback.cli.edge import application
from tests.cli.conftest import Run
from tests.factories import groups, journeys, people
from tests.factories import surveys as made


def findings(run: Run, code: int = 0) -> dict[str, Any]:
    """Name -> level."""
    result = run("check", "--json")
    assert result.exit_code == code, result.output
    return {one["name"]: one["level"] for one in json.loads(result.stdout)}


def test_a_fresh_installation_is_fit(run: Run) -> None:
    found = findings(run)
    assert {name: found[name] for name in ("database", "integrity", "references", "buffer key")} == dict.fromkeys(
        ("database", "integrity", "references", "buffer key"), "ok"
    )
    assert (found["mail"], found["address"]) == ("warning", "warning")
    said = run("check")
    assert said.stdout.splitlines()[0] == f"ok       database: at the head ({head()})"


def test_an_empty_folder_is_looked_at_and_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FEEDBACK_VAR", str(tmp_path / "new"))
    monkeypatch.setenv("FEEDBACK_BUFFER_KEY_FILE", str(tmp_path / "key"))
    (tmp_path / "new").mkdir()
    result = CliRunner().invoke(cli, ["check", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)[0]["level"] == "warning"
    with sqlite3.connect(tmp_path / "new" / "feedback.db") as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    database.close()


def waiting_answer(app: Flask) -> None:
    """One anonymous answer, sealed, that waits for its batch."""
    owner = people.owner(app, "acme")
    groups.three_groups(owner)
    journeys.journey(owner)
    survey = made.opened(owner, made.published(owner), ["employees"])
    page = app.test_client().get(f"/s/{survey.code}/employees")
    assert page.status_code == 200
    form = {"csat": "4", "submission_id": str(uuid4())}
    assert app.test_client().post(f"/s/{survey.code}/employees", data=form).status_code == 303


def test_a_key_that_does_not_open_the_waiting_answers_is_an_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_answer(application())
    assert findings(run)["buffer key"] == "ok"
    monkeypatch.setenv("FEEDBACK_BUFFER_KEY_FILE", str(tmp_path / "another.key"))
    assert findings(run, code=1)["buffer key"] == "error"


def test_a_key_that_others_can_read_or_that_lies_with_the_data_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_answer(application())
    os.chmod(tmp_path / "buffer.key", 0o644)
    assert findings(run, code=1)["buffer key"] == "error"
    os.chmod(tmp_path / "buffer.key", 0o600)
    inside = tmp_path / "var" / "buffer.key"
    inside.write_bytes((tmp_path / "buffer.key").read_bytes())
    monkeypatch.setenv("FEEDBACK_BUFFER_KEY_FILE", str(inside))
    assert findings(run)["buffer key"] == "warning"


def test_a_database_that_is_none_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "var" / "feedback.db").write_bytes(b"not a database at all" * 200)
    for suffix in ("-wal", "-shm"):
        (tmp_path / "var" / f"feedback.db{suffix}").unlink(missing_ok=True)
    assert findings(run, code=1) == {"database": "error"}


def test_what_decides_over_durability_is_looked_at_on_each_database(app: Flask) -> None:
    with app.app_context():
        names = [one.name for one in look(app)]
        sqlite = app.config["FEEDBACK"].database_url.startswith("sqlite")
    assert names[:2] == ["database", "sqlite" if sqlite else "fsync"]
