"""Fixtures of the whole suite: an installation on SQLite and on PostgreSQL, people, browsers of theirs.

Every test that touches the database runs on both. Where no PostgreSQL can be had the run says so in one
line and goes on, unless FEEDBACK_TEST_ALL is set: then it fails.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from feedback import config as configuration
from feedback import create_app, jobs
from feedback.accounts import passwords
from feedback.cli.database import upgrade
from feedback.cli.serve import spare_the_collector
from feedback.db import db, enter
from tests import postgres
from tests.factories.people import Member, sign_in
from tests.installation import Installation

# Hashing is slow on purpose, and every test that signs in would pay for it; tests/accounts/test_passwords.py
# holds the product to the real cost.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
ALL = bool(os.environ.get("FEEDBACK_TEST_ALL"))
MEMORY = Path("/dev/shm")
"""Where it is there and large, databases of tests wait for no disk; how they write is the same."""
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**31:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
# How long an example takes says how busy the machine is.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")
DATABASES = ("sqlite", "postgresql")
LONGEST = ("tests/e2e/", "tests/guards/", "tests/web/api/", "tests/cli/")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", action="append", choices=DATABASES, help="Only on this database (default: both).")


def pytest_configure(config: pytest.Config) -> None:
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        postgres.share()


def pytest_collection_finish() -> None:
    spare_the_collector()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database") or _available()
        metafunc.parametrize("database", chosen, indirect=True, scope="session")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Files go by name: an archive holds the time it was made at, and processes must agree on what a test is called."""
    return argname if isinstance(val, bytes | str) and len(val) > 200 else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several processes the tests of a file stay together, so that what factories leave is made once; those that
    look at the example organisation stay together over files (`xdist_group`).

    What takes longest comes first: nothing waits for it at the end.
    """
    if config.getoption("numprocesses", None) is None and not hasattr(config, "workerinput"):
        return
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            chosen = getattr(item, "callspec", None)
            on = chosen.params.get("database", "") if chosen else ""
            item.add_marker(pytest.mark.xdist_group(f"{item.nodeid.partition('::')[0]} {on}"))


def _available() -> list[str]:
    if postgres.reason_missing() is None:
        return list(DATABASES)
    if ALL:
        raise pytest.UsageError(f"FEEDBACK_TEST_ALL: {postgres.reason_missing()}")
    return ["sqlite"]


def pytest_report_header() -> list[str]:
    missing = postgres.reason_missing()
    return [f"not tested on PostgreSQL: {missing}"] if missing else []


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
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated, empty SQLite database."""
    app = create_app(settings(tmp_path_factory.mktemp("template")))
    upgrade(app)
    with app.app_context():
        db.engine.dispose()
        return Path(str(db.engine.url.database))


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, template: Path
) -> Iterator[Installation]:
    """A migrated, empty installation on one kind of database, for the whole run."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        yield Installation(_installed(settings(folder), template), template)
        return
    with postgres.fresh_database() as url:
        app = _installed(settings(folder, DATABASE_URL=url))
        upgrade(app)
        yield Installation(app, None)
        with app.app_context():
            db.engine.dispose()


def _installed(config: configuration.Config, template: Path | None = None) -> Flask:
    app = create_app(config)
    app.config["TESTING"] = True
    if template:
        with app.app_context():
            path = Path(str(db.engine.url.database))
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, path)
    return app


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    if installation := getattr(item, "funcargs", {}).get("database"):
        installation.settle()


@pytest.fixture
def app(database: Installation) -> Iterator[Flask]:
    """The application, with an empty database."""
    database.reset()
    # An installation with a server of its own may be in this process too, and log less.
    logging.getLogger("feedback").setLevel(database.app.config["FEEDBACK"].log_level)
    yield database.app
    enter(None)


@pytest.fixture
def make_app(tmp_path: Path, template: Path) -> Iterator[Callable[..., Flask]]:
    """Another installation on SQLite, with settings of the test's own."""
    made: list[Flask] = []

    def make(**values: str) -> Flask:
        folder = tmp_path / f"installation-{len(made)}"
        made.append(_installed(settings(folder, **values), template))
        return made[-1]

    yield make
    for one in made:
        with one.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def one_pool() -> Iterator[None]:
    """Work for another process is done in another process, the same for the whole run: starting one takes seconds."""
    usual, opened = jobs.pool, dict[int, Executor]()
    with ExitStack() as open_until_the_end:

        @contextmanager
        def pool(processes: int) -> Iterator[Executor]:
            if processes not in opened:
                opened[processes] = open_until_the_end.enter_context(usual(processes))
            yield opened[processes]

        jobs.pool = pool
        yield
        jobs.pool = usual


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
