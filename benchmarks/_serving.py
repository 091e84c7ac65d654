"""Servers to measure: ours as it is shipped, and the barest Flask page with one INSERT, in the same run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Running:
    """A server process and where it answers."""

    process: subprocess.Popen[str]
    address: str

    def cpu(self) -> float:
        """CPU seconds of the process so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def started(command: list[str], environ: dict[str, str]) -> Iterator[Running]:
    """Start a server that prints `ready http://…`, and end it."""
    process = subprocess.Popen(
        command, env={**os.environ, **environ}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.match(r"ready (http://\S+)", line)
        if not found:
            raise RuntimeError(f"the server did not start: {line!r}")
        yield Running(process, found.group(1))
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def installation(database: str | None = None) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="feedback-bench-") as name:
        environ = {
            "FEEDBACK_VAR": name,
            "FEEDBACK_BUFFER_KEY_FILE": f"{name}/keys/buffer.key",
            "FEEDBACK_SECRET_KEY": "a secret of the benchmarks",
            "FEEDBACK_ANSWER_LIMIT": "1000000",
            "FEEDBACK_LOG_LEVEL": "WARNING",
        }
        if database:
            environ["FEEDBACK_DATABASE_URL"] = database
        yield environ


def feedback(environ: dict[str, str], *arguments: str, stdin: str | None = None) -> str:
    """Run a command of the product and return what it printed."""
    command = [str(Path(sys.executable).with_name("feedback")), *arguments]
    done = subprocess.run(
        command, env={**os.environ, **environ}, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


@contextmanager
def serving(environ: dict[str, str]) -> Iterator[Running]:
    command = [str(Path(sys.executable).with_name("feedback")), "serve", "--port", "0"]
    with started(command, environ) as running:
        yield running


@contextmanager
def bare(environ: dict[str, str]) -> Iterator[Running]:
    with started([sys.executable, str(HERE / "_bare.py")], environ) as running:
        yield running


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a fresh PostgreSQL database, or None with one line that says why there is none."""
    sys.path.insert(0, str(HERE.parent))
    from tests import postgres

    if (reason := postgres.reason_missing()) is not None:
        print(f"not measured on PostgreSQL: {reason}")
        yield None
        return
    with postgres.fresh_database() as url:
        yield url


def signed_in(app: Any) -> Any:
    """A test client of the owner of the organisation that a benchmark made."""
    client = app.test_client()
    token = client.get("/login").get_data(as_text=True).split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data = {"email": "b@bench.example", "password": "a password of mine", "csrf_token": token}
    assert client.post("/login", data=data).status_code == 303
    return client


def table(header: list[str], rows: list[list[object]]) -> None:
    """Print a table with aligned columns."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def load() -> str:
    """Load average of the machine, to be read beside every figure."""
    return f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}"
