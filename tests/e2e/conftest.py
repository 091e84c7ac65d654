"""A real server, a real worker and a real browser. Nothing but 127.0.0.1 is reached."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import postgres
from tests.conftest import ALL, DATABASES
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of them that is there; the shell is the same engine without windows, at a third of the cost per page."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "installation" in metafunc.fixturenames and metafunc.module.__name__.endswith("test_story"):
        # The hotel's story and all pages run on SQLite: once more through every page tells nothing new of it.
        chosen = metafunc.config.getoption("--database") or [DATABASES[-1] if ALL or _has_postgres() else DATABASES[0]]
        metafunc.parametrize("installation", chosen, indirect=True, scope="session")


def _has_postgres() -> bool:
    return postgres.reason_missing() is None


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's chromium; without one these tests are skipped, unless FEEDBACK_TEST_ALL is set."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        _missing("there is no chromium on this machine")
    return {"executable_path": found, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


def _missing(reason: str) -> None:
    if ALL:
        pytest.fail(f"FEEDBACK_TEST_ALL: {reason}")
    pytest.skip(reason)


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """People with a browser, each of whom is watched: an error, a dialog or a foreign address fails the test."""
    with Visitors(browser) as people:
        yield people


@pytest.fixture(scope="session")
def installation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, template: Path
) -> Iterator[Installation]:
    """A server with an empty installation: one organisation that has nothing yet, and its owner."""
    folder = tmp_path_factory.mktemp("served")
    if getattr(request, "param", "sqlite") == "sqlite":
        served = Installation(folder)
        served.begin_with(template)
        yield from _served(served)
        return
    if (reason := postgres.reason_missing()) is not None:
        _missing(f"not tested on PostgreSQL: {reason}")
    with postgres.fresh_database() as url:
        yield from _served(Installation(folder, {"FEEDBACK_DATABASE_URL": url}))


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Installation]:
    """A server with the example organisation."""
    installation = Installation(tmp_path_factory.mktemp("example"))
    installation.begin_with(template)
    installation.command("example")
    yield from _served(installation)


def _served(installation: Installation) -> Iterator[Installation]:
    installation.start()
    yield installation
    installation.stop()
