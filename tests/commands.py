"""`feedback …` without a process of its own: starting one takes longer than most commands."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from click.testing import CliRunner, Result
from flask import Flask

from feedback import create_app
from feedback.cli import cli
from feedback.db import db, enter


class Commands:
    """Runs commands; while the settings stay the same, each finds the application of the one before, nothing open."""

    def __init__(self) -> None:
        self._made: dict[tuple[tuple[str, str], ...], Flask] = {}

    def run(self, *arguments: str, stdin: str | None = None, environ: Mapping[str, str] | None = None) -> Result:
        """Run `feedback …`; `environ` in place of the settings of this process."""
        settings = {name: None for name in os.environ if name.startswith("FEEDBACK_")} if environ is not None else {}
        with patch("feedback.create_app", self._application), _its_own_log():
            done = CliRunner().invoke(cli, arguments, input=stdin, env={**settings, **(environ or {})})
        enter(None)
        return done

    def _application(self) -> Flask:
        settings = tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith("FEEDBACK_")))
        app = self._made[settings] = self._made.get(settings) or create_app()
        with app.app_context():
            db.engine.dispose()
        return app


@contextmanager
def _its_own_log() -> Iterator[None]:
    """A command sets up the log of its process; this one goes on as it was."""
    log = logging.getLogger("feedback")
    handlers, level, propagate = log.handlers[:], log.level, log.propagate
    try:
        yield
    finally:
        log.handlers[:], log.propagate = handlers, propagate
        log.setLevel(level)
