"""Fixtures of the whole suite: an installation on SQLite and on PostgreSQL, people, browsers of theirs.

Every test that touches the database runs on both. Where no PostgreSQL can be had the run says so in one
line and goes on, unless FEEDBACK_TEST_ALL is set: then it fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from feedback import config as configuration
from feedback import create_app
from feedback.accounts import passwords
from feedback.cli.database import upgrade
from feedback.db import Base, db, enter
from tests import postgres
from tests.factories.people import Member, sign_in

# Hashing is slow on purpose, and every test that signs in would pay for it; tests/accounts/test_passwords.py
# holds the product to the real cost.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
ALL = bool(os.environ.get("FEEDBACK_TEST_ALL"))
DATABASES = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", action="append", choices=DATABASES, help="Only on this database (default: both).")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database") or _available()
        metafunc.parametrize("database", chosen, indirect=True, scope="session")


def _available() -> list[str]:
    if postgres.reason_missing() is None:
        return list(DATABASES)
    if ALL:
        raise pytest.UsageError(f"FEEDBACK_TEST_ALL: {postgres.reason_missing()}")
    return ["sqlite"]


def pytest_report_header() -> list[str]:
    missing = postgres.reason_missing()
    return [f"not tested on PostgreSQL: {missing}"] if missing else []


class Installation:
    """One installation whose data every test starts afresh with."""

    def __init__(self, app: Flask, template: Path | None) -> None:
        self.app, self._template = app, template

    def reset(self) -> None:
        with self.app.app_context():
            if self._template:
                self._reset_sqlite()
            else:
                self._reset_postgresql()
        self.app.extensions.pop("feedback.wake", None)
        limiter = next(iter(self.app.extensions["limiter"]))
        limiter.reset()

    def _reset_sqlite(self) -> None:
        db.engine.dispose()
        path = Path(str(db.engine.url.database))
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._template, path)  # type: ignore[arg-type]

    def _reset_postgresql(self) -> None:
        """Empty every table; without the triggers of foreign keys this is many times faster than TRUNCATE."""
        names = [f'"{table.name}"' for table in Base.metadata.sorted_tables]
        deleting = ";".join(
            ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in names)]
        )
        try:
            with db.engine.begin() as connection:
                connection.exec_driver_sql(deleting)
        except ProgrammingError:
            with db.engine.begin() as connection:
                connection.execute(text(f"TRUNCATE {', '.join(names)} CASCADE"))


def settings(folder: Path, **values: str) -> configuration.Config:
    """Settings of a test installation in a folder of its own."""
    environ = {
        "FEEDBACK_VAR": str(folder),
        "FEEDBACK_SECRET_KEY": "a secret of the tests",
        "FEEDBACK_BUFFER_KEY_FILE": str(folder / "keys" / "buffer.key"),
        "FEEDBACK_BASE_URL": "http://localhost",
        "FEEDBACK_LOGIN_LIMIT": "10",
    }
    return configuration.load({**environ, **{f"FEEDBACK_{name}": value for name, value in values.items()}})


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A migrated, empty installation on one kind of database, for the whole run."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        yield _sqlite(folder)
    else:
        with postgres.fresh_database() as url:
            installation = _installation(settings(folder, DATABASE_URL=url), None)
            yield installation
            with installation.app.app_context():
                db.engine.dispose()


def _sqlite(folder: Path) -> Installation:
    installation = _installation(settings(folder), folder / "template.db")
    with installation.app.app_context():
        db.engine.dispose()
        shutil.copyfile(str(db.engine.url.database), folder / "template.db")
    return installation


def _installation(config: configuration.Config, template: Path | None) -> Installation:
    app = create_app(config)
    app.config["TESTING"] = True
    upgrade(app)
    return Installation(app, template)


@pytest.fixture
def app(database: Installation) -> Iterator[Flask]:
    """The application, with an empty database."""
    database.reset()
    yield database.app
    enter(None)


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Another installation on SQLite, with settings of the test's own."""
    made: list[Flask] = []

    def make(**values: str) -> Flask:
        installation = _installation(settings(tmp_path / f"installation-{len(made)}", **values), None)
        made.append(installation.app)
        return installation.app

    yield make
    for one in made:
        with one.app_context():
            db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def as_member(app: Flask) -> Callable[..., FlaskClient]:
    """A browser signed in as this member: `as_member(owner)`."""

    def signed_in(member: Member, **kwargs: Any) -> FlaskClient:
        return sign_in(app.test_client(), member, **kwargs)

    return signed_in


@pytest.fixture
def acme(app: Flask) -> Member:
    """The owner of organisation “acme”."""
    from tests.factories.people import owner

    return owner(app, "acme")


@pytest.fixture
def globex(app: Flask) -> Member:
    """The owner of another organisation."""
    from tests.factories.people import owner

    return owner(app, "globex")
