"""The product as it is shipped: a real `feedback serve` process on an installation of its own, and commands beside it.

Commands run in this process, and servers are forks of one that has loaded the product: `tests/cli` starts real ones.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands import Commands
from tests.e2e.preloaded import Server

STOPS_WITHIN = 10


@dataclass
class Installation:
    """Settings of one installation, with the commands and the server that run on it."""

    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)
    process: Server | None = None
    address: str = ""
    _commands: Commands = field(default_factory=Commands)

    @property
    def environ(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")}
        own = {
            "FEEDBACK_VAR": str(self.folder / "var"),
            "FEEDBACK_BUFFER_KEY_FILE": str(self.folder / "keys" / "buffer.key"),
            "FEEDBACK_SECRET_KEY": "a secret of the tests",
            "FEEDBACK_LOG_LEVEL": "WARNING",
            "FEEDBACK_ANSWER_LIMIT": "1000000",
        }
        return {**inherited, **own, **self.more}

    def begin_with(self, database: Path) -> None:
        """A copy of this migrated, empty SQLite database: migrating takes longer than most tests."""
        folder = self.folder / "var"
        folder.mkdir(parents=True)
        shutil.copyfile(database, folder / "feedback.db")

    def command(self, *arguments: str, stdin: str | None = None) -> str:
        """Run `feedback …` to its end, and return what it printed."""
        settings = {name: value for name, value in self.environ.items() if name.startswith("FEEDBACK_")}
        done = self._commands.run(*arguments, stdin=stdin, environ=settings)
        assert done.exit_code == 0, f"feedback {' '.join(arguments)}: {done.stderr} {done.exception!r}"
        return done.stdout

    def start(self) -> None:
        """Serve on a free port; returns when it is ready."""
        self.process = Server(["serve", "--port", "0"], self.environ, self.folder / "server.log")
        line = self.process.stdout.readline()
        ready = re.match(r"ready (http://127\.0\.0\.1:\d+)$", line.strip())
        assert ready, f"the server did not start: {line!r} {self.log()}"
        self.address = ready.group(1)

    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8")

    def kill(self) -> None:
        """As a power cut does it: SIGKILL, without a word."""
        assert self.process
        self.process.kill()
        self._end()

    def terminate(self) -> int:
        """As a system does it: SIGTERM; returns the exit code."""
        assert self.process
        self.process.terminate()
        try:
            return self._end()
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def _end(self) -> int:
        assert self.process
        code = self.process.wait(STOPS_WITHIN)
        self.process.stdout.close()
        self.process = None
        return code

    def stop(self) -> None:
        if self.process:
            self.terminate()
