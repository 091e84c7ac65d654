"""`feedback serve` and `feedback worker`: ready when they say so, gone when they are asked to go."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

FEEDBACK = [sys.executable, "-c", "from feedback.cli import main; main()"]


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")},
        "FEEDBACK_VAR": str(folder / "var"),
        "FEEDBACK_BUFFER_KEY_FILE": str(folder / "key"),
    }
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen([*FEEDBACK, *arguments], env=environ, text=True, **pipes)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str], number: int) -> tuple[int, float]:
    """The exit code after the signal, and after how many seconds."""
    begun = time.monotonic()
    process.send_signal(number)
    return process.wait(timeout=30), time.monotonic() - begun


@pytest.fixture
def migrated(tmp_path: Path, template: Path) -> Path:
    """A folder with a database at the head."""
    (tmp_path / "var").mkdir()
    shutil.copyfile(template, tmp_path / "var" / "feedback.db")
    return tmp_path


def test_it_serves_when_it_says_ready_and_ends_within_ten_seconds(tmp_path: Path) -> None:
    serves_and_ends(tmp_path, signal.SIGTERM)
    assert (tmp_path / "var" / "feedback.db").exists()


def test_it_ends_when_it_is_interrupted(migrated: Path) -> None:
    serves_and_ends(migrated, signal.SIGINT)


def serves_and_ends(tmp_path: Path, number: int) -> None:
    with running(tmp_path, "serve", "--port", "0") as process:
        assert process.stdout
        ready, address = process.stdout.readline().split()
        assert ready == "ready"
        with urlopen(f"{address}/health", timeout=10) as answer:
            health = json.load(answer)
        assert {name: health[name] for name in ("status", "database", "jobs")} == dict.fromkeys(
            ("status", "database", "jobs"), "ok"
        )
        code, seconds = ended(process, number)
    assert code == 0
    assert seconds < 10


def test_a_worker_ends_when_it_is_asked(migrated: Path) -> None:
    with running(migrated, "worker") as process:
        assert process.stderr
        assert process.stderr.readline() == "ready\n"
        code, seconds = ended(process, signal.SIGTERM)
    assert code == 0
    assert seconds < 10
