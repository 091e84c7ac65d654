"""`feedback check`: is this installation fit to run?"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

import click
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from feedback.cli import database
from feedback.cli.edge import application, print_json
from feedback.db import db, everywhere
from feedback.surveys import sealing
from feedback.surveys.models import PendingResponse

Level = Literal["ok", "warning", "error"]
WAL_SAFE = (3, 51, 3)
"""First SQLite without the WAL-reset bug; older ones are safe with our single write lock, and say so here."""
FREE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    level: Level
    detail: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(as_json: bool) -> None:
    """Look at the database, its version, disk, keys and settings; exit 1 where something is wrong."""
    app = application()
    with app.app_context():
        findings = list(look(app))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.level:<8} {finding.name}: {finding.detail}")
    sys.exit(1 if any(finding.level == "error" for finding in findings) else 0)


def look(app: Flask) -> Iterator[Finding]:
    """Every finding, in the order a person would look."""
    try:
        yield _revision()
    except (SQLAlchemyError, RuntimeError) as error:
        yield Finding("database", "error", f"cannot be opened: {type(error).__name__}")
        return
    yield from _sqlite() if db.engine.dialect.name == "sqlite" else _postgresql()
    yield _disk(app)
    yield _buffer_key(app)
    yield from _settings(app)


def _revision() -> Finding:
    with db.engine.connect() as connection:
        found = database.at(connection)
    if found == database.head():
        return Finding("database", "ok", f"at the head ({found})")
    return Finding("database", "warning", f"at {found or 'nothing yet'}; the next start brings it to the head")


def _sqlite() -> Iterator[Finding]:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= WAL_SAFE:
        yield Finding("sqlite", "ok", version)
    else:
        yield Finding("sqlite", "warning", f"{version}: one process may write; for several use PostgreSQL")
    with db.engine.connect() as connection:
        result = connection.execute(text("PRAGMA quick_check")).scalar()
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    yield Finding("integrity", "ok" if result == "ok" else "error", str(result))
    yield Finding("references", "error" if broken else "ok", f"{len(broken)} broken")


def _postgresql() -> Iterator[Finding]:
    with db.engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            value = connection.execute(text(f"SHOW {name}")).scalar()
            yield Finding(name, "ok" if value == "on" else "error", str(value))


def _disk(app: Flask) -> Finding:
    folder = app.config["FEEDBACK"].var
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    return Finding("disk", "ok" if free > FREE_BYTES else "warning", f"{free // 1_000_000} MB free")


def _buffer_key(app: Flask) -> Finding:
    """The key must open what waits in the buffer; a key inside `VAR` would travel with backups."""
    path, var = app.config["FEEDBACK"].buffer_key_file, app.config["FEEDBACK"].var
    try:
        with everywhere():
            waiting = db.session.execute(select(PendingResponse.survey_id, PendingResponse.sealed)).first()
        if waiting:
            sealing.unseal(path, waiting[0], waiting[1])
    except SQLAlchemyError:
        return Finding("buffer key", "warning", "no tables yet")
    except sealing.Unreadable:
        return Finding("buffer key", "error", "does not open the anonymous answers that wait; put the right file back")
    if path.resolve().is_relative_to(var):
        return Finding("buffer key", "warning", "lies inside VAR, so a copy of the data holds the key as well")
    if path.exists() and os.stat(path).st_mode & 0o077:
        return Finding("buffer key", "error", "can be read by others; chmod 600 it")
    return Finding("buffer key", "ok", "opens the buffer; keep a copy apart from the backups")


def _settings(app: Flask) -> Iterator[Finding]:
    config = app.config["FEEDBACK"]
    mail = config.smtp_url
    yield Finding("mail", "ok" if mail else "warning", "set up" if mail else "no SMTP_URL: no mail leaves")
    secure = config.base_url.startswith("https://")
    yield Finding("address", "ok" if secure else "warning", config.base_url)
