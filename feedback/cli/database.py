"""Bringing a database to the head, under a lock, so that two starts at once migrate once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, text

from feedback.db import Base, db

LOCK = 7_242_611
"""Key of PostgreSQL's advisory lock for migrations."""


def scripts() -> Path:
    """The folder of migrations: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parents[1]
    beside = package.parent / "migrations"
    return beside if (beside / "env.py").exists() else package / "migrations"


def settings(connection: Connection | None = None) -> AlembicConfig:
    """Alembic's settings, without a file."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(scripts()))
    config.attributes["target_metadata"] = Base.metadata
    config.attributes["connection"] = connection
    return config


def head() -> str:
    found = ScriptDirectory.from_config(settings()).get_current_head()
    assert found is not None
    return found


def at(connection: Connection) -> str | None:
    """The revision the database is at; None where it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(app: Flask) -> None:
    """Bring the database to the head; returns at once where it is there."""
    with app.app_context():
        Path(app.config["FEEDBACK"].var).mkdir(parents=True, exist_ok=True)
        with _alone() as connection:
            if at(connection) != head():
                connection.rollback()
                command.upgrade(settings(connection), "head")
                connection.commit()


@contextmanager
def _alone() -> Iterator[Connection]:
    engine = db.engine
    if engine.dialect.name == "sqlite":
        with open(f"{engine.url.database}.migrate", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            with _writable() as connection:
                yield connection
    else:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            connection.commit()
            try:
                yield connection
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
                connection.commit()


@contextmanager
def _writable() -> Iterator[Connection]:
    """A connection of its own: the pool's are read-only outside `writing()`."""
    from sqlalchemy import create_engine

    engine = create_engine(db.engine.url, json_serializer=None)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
