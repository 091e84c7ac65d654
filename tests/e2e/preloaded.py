"""`feedback serve` without loading the product anew each time, which takes far longer than starting to serve.

One process loads everything and waits; for each server it forks, and the fork runs the command as a shell would:
settings, output and end are its own, and it is killed like any process. What `feedback serve` does from the very
start is asked in `tests/cli/test_serve.py`.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

EVERY = 0.01
"""Seconds between two looks whether a server has ended."""
PIECE, END = 1 << 16, b"\n"


class Server:
    """One running `feedback serve`, with what tests use of `subprocess.Popen`."""

    def __init__(self, arguments: list[str], environ: Mapping[str, str], log: Path) -> None:
        reading, writing = os.pipe()
        with log.open("a") as errors:
            self.pid = int(_ask({"arguments": arguments, "environ": dict(environ)}, writing, errors.fileno()))
        os.close(writing)
        self.stdout: IO[str] = os.fdopen(reading, "r", encoding="utf-8")
        self._code: int | None = None

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def poll(self) -> int | None:
        """The exit code, or minus the signal that ended it; None while it runs."""
        if self._code is None:
            self._code = json.loads(_ask({"ended": self.pid}))
        return self._code

    def wait(self, timeout: float) -> int:
        ends = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > ends:
                raise subprocess.TimeoutExpired("feedback serve", timeout)
            time.sleep(EVERY)
        return code


def _ask(request: Mapping[str, object], *files: int) -> str:
    """What the loaded process answers to one request; it takes one at a time."""
    door = _loaded()
    socket.send_fds(door, [json.dumps(request).encode() + END], files)
    return _rest(door, b"").decode()


@cache
def _loaded() -> socket.socket:
    """The way to the process that has loaded everything; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    code = f"from tests.e2e.preloaded import wait_for_requests; wait_for_requests({theirs.fileno()})"
    process = subprocess.Popen(
        [sys.executable, "-c", code], pass_fds=[theirs.fileno()], env=_plain(os.environ), cwd=Path(__file__).parents[2]
    )
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _rest(door: socket.socket, raw: bytes) -> bytes:
    """A message to its end, of which this has come."""
    while not raw.endswith(END):
        more = door.recv(PIECE)
        if not more:
            raise EOFError("the process that has loaded the product is gone")
        raw += more
    return raw


def _plain(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if not name.startswith("FEEDBACK_")}


# --- in the process that has loaded everything ----------------------------------------------------


def wait_for_requests(door_number: int) -> None:
    """Fork for each server that is asked for and tell of those that ended, until nobody can ask any more."""
    _load()
    door, running = socket.socket(fileno=door_number), set[int]()
    while True:
        raw, files, _, _ = socket.recv_fds(door, PIECE, 2)
        if not raw:
            return _leave_none(running)
        request = json.loads(_rest(door, raw))
        if "ended" in request:
            answer = _end(request["ended"])
            running -= {request["ended"]} if answer is not None else set()
        else:
            answer = _fork(request, files, door)
            running.add(answer)
        door.sendall(json.dumps(answer).encode() + END)


def _leave_none(running: set[int]) -> None:
    """The tests are over, or were killed: what they left running has nobody any more."""
    for child in running:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _load() -> None:
    """Everything a server loads; nothing is opened, so that a fork has nothing of ours in its hands."""
    import waitress.server  # noqa: F401

    from feedback import config, create_app
    from feedback.cli import serve  # noqa: F401

    create_app(config.load({"FEEDBACK_VAR": "/nonexistent", "FEEDBACK_SECRET_KEY": "nobody is served with it"}))


def _fork(request: Mapping[str, object], files: list[int], door: socket.socket) -> int:
    child = os.fork()
    if child == 0:
        door.close()
        _serve(request, files)
    for file in files:
        os.close(file)
    return child


def _serve(request: Mapping[str, object], files: list[int]) -> None:
    """As `feedback …` in a shell: with these settings, and output where it is wanted."""
    from feedback.cli import main

    code = 1
    try:
        for file, standard in zip(files, (1, 2), strict=True):
            os.dup2(file, standard)
            os.close(file)
        # New streams: those of the process that loaded everything know what kind of file they began on.
        sys.stdout, sys.stderr = (os.fdopen(number, "w", buffering=1, encoding="utf-8") for number in (1, 2))
        os.environ.clear()
        os.environ.update(request["environ"])  # type: ignore[call-overload]
        main(request["arguments"])  # type: ignore[arg-type]
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _end(child: int) -> int | None:
    ended, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None
