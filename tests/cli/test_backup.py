"""`feedback backup` and `feedback restore`: there and back, whole, without the keys."""

from __future__ import annotations

import json
import stat
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from feedback import files
from feedback.cli import cli
from feedback.cli.edge import application
from feedback.db import db, everywhere
from feedback.surveys.models import PendingResponse, Response
from tests.cli.conftest import Run
from tests.cli.test_check import waiting_answer
from tests.factories import people
from tests.factories import surveys as made


@pytest.fixture
def furnished(run: Run) -> Path:
    """Answers of both kinds, and an uploaded file; the folder of the data."""
    app = application()
    waiting_answer(app)
    owner = people.owner(app, "acme")
    survey = made.opened(owner, made.published(owner), ["customers"])
    made.answered(survey, "customers", 3, csat=4)
    with app.app_context():
        (files.folder() / "abc").write_text("uploaded")
        return Path(app.config["FEEDBACK"].var)


def answers() -> tuple[int, int]:
    """How many are stored, how many wait."""
    with application().app_context(), everywhere():
        counts = [db.session.scalar(select(func.count()).select_from(table)) for table in (Response, PendingResponse)]
        db.engine.dispose()
    return counts[0] or 0, counts[1] or 0


@pytest.fixture
def archive(run: Run, furnished: Path, tmp_path: Path) -> Path:
    target = tmp_path / "backup.tgz"
    done = run("backup", str(target))
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["items"] == 2
    return target


def test_what_was_acknowledged_before_is_there_after(
    run: Run, furnished: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Case 108 in small, on another machine: only the keys are brought along by hand."""
    assert answers() == (3, 1)
    monkeypatch.setenv("FEEDBACK_VAR", str(tmp_path / "elsewhere"))
    done = run("restore", str(archive))
    assert done.exit_code == 0, done.output
    assert answers() == (3, 1)
    assert (tmp_path / "elsewhere" / "files" / "abc").read_text() == "uploaded"
    assert run("check").exit_code == 0


def test_the_archive_is_its_owners_and_holds_no_key(furnished: Path, archive: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    keys = [(furnished / "secret.key").read_bytes().strip(), (tmp_path / "buffer.key").read_bytes().strip()]
    assert all(len(key) > 30 for key in keys)
    with tarfile.open(archive) as packed:
        assert sorted(packed.getnames()) == ["database/database.sqlite", "files/abc", "manifest.json"]
        for member in packed.getmembers():
            content = packed.extractfile(member).read()  # type: ignore[union-attr]
            assert not any(key in content for key in keys), member.name
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_nothing_is_overwritten_unasked(run: Run, furnished: Path, archive: Path) -> None:
    before = archive.read_bytes()
    assert run("backup", str(archive)).exit_code == 1
    assert archive.read_bytes() == before
    refused = run("restore", str(archive))
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    made.answered(made.reread(people.owner(application(), "acme"), survey_code()), "customers", 2, csat=1)
    assert answers() == (5, 1)
    assert run("restore", str(archive), "--replace").exit_code == 0
    assert answers() == (3, 1)


def survey_code() -> str:
    from feedback.surveys.models import Survey

    with application().app_context(), everywhere():
        wanted = select(Survey.code).where(Survey.mode == "identified")
        return str(db.session.scalar(wanted))


def tampered(archive: Path, target: Path, name: str) -> Path:
    """The archive with one byte of an item turned over."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old.getmembers():
            content = bytearray(old.extractfile(member).read())  # type: ignore[union-attr]
            if member.name == name:
                content[-1] ^= 0xFF
            (target.parent / "item").write_bytes(content)
            new.add(target.parent / "item", member.name)
    return target


@pytest.mark.parametrize("item", ["database/database.sqlite", "files/abc"])
def test_a_damaged_archive_is_refused_and_leaves_everything(run: Run, archive: Path, tmp_path: Path, item: str) -> None:
    damaged = tampered(archive, tmp_path / "damaged.tgz", item)
    refused = run("restore", str(damaged), "--replace")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert f"{item} is damaged" in refused.stderr
    assert answers() == (3, 1)


def test_a_file_that_is_no_archive_is_refused(run: Run, furnished: Path, archive: Path, tmp_path: Path) -> None:
    for content in (b"nothing of the kind", archive.read_bytes()[:2000]):
        wrong = tmp_path / "wrong.tgz"
        wrong.write_bytes(content)
        refused = run("restore", str(wrong), "--replace")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "Error: " in refused.stderr
    assert answers() == (3, 1)


def test_a_missing_file_is_wrong_use() -> None:
    assert CliRunner().invoke(cli, ["restore", "/nowhere/at/all"]).exit_code == 2
