"""Case 29: whatever stands in an address or a query of a signed-in page is a name that does not exist, or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule

from feedback import jobs
from tests.dump import state
from tests.factories.people import sign_in
from tests.factories.world import World, build_world

PACKAGE = Path(__file__).parents[2] / "feedback"
READ = re.compile(r"request\.(?:args|values)(?:\.get|\.getlist)?[(\[]\s*[\"'](\w+)[\"']")
STRINGS = (
    "' OR 1=1--",
    "1;SELECT pg_sleep(5)",
    "\x00",
    "1) UNION SELECT 1,2,3--",
    "%' ESCAPE '\\",
    "ñ\u202e\U0001f600",
    "-1",
    "9" * 30,
    "١٢",
    "",
)
ALWAYS = 3
"""The first so many stand everywhere: a quote, a second statement, and what a database cannot keep."""
PLAIN = {200, 303, 304, 404, 422}


def strings_for(app: Flask, turn: int) -> tuple[str, ...]:
    """Those that stand everywhere, and in turn two of the others: every one of them on many pages.

    Most are what Python makes something of before a database is asked: PostgreSQL gets one of them for each page.
    """
    if not app.config["FEEDBACK"].database_url.startswith("sqlite"):
        return (STRINGS[turn % len(STRINGS)],)
    others = STRINGS[ALWAYS:]
    return (*STRINGS[:ALWAYS], others[2 * turn % len(others)], others[(2 * turn + 1) % len(others)])


def test_every_string_has_its_turn(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    assert {string for turn in range(4) for string in strings_for(app, turn)} == set(STRINGS)


def asked_in(source: str) -> set[str]:
    """Names of query values that the code reads by name."""
    return set(READ.findall(source))


@cache
def query_names() -> tuple[str, ...]:
    """What the code reads, and what a page that sorts or searches could."""
    sources = (path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    return tuple(sorted({"sort", "q", *(name for source in sources for name in asked_in(source))}))


def test_the_search_sees_how_a_query_value_is_read() -> None:
    assert asked_in('request.args.get("page"); request.args.getlist(\'group\'); request.args["q"]') == {
        "page",
        "group",
        "q",
    }


def pages(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/o/<organisation>/") and "GET" in (rule.methods or ()):
            yield rule


def filled(rule: Rule, world: World, **instead: str) -> str:
    """The address of acme's page, with some arguments replaced."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        value = instead.get(name) or ("acme" if name == "organisation" else world.values_for(rule.endpoint, name)[0])
        return quote(str(value), safe="")

    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", fill, rule.rule)


@pytest.fixture
def world(app: Flask) -> World:
    return build_world(app)


class Remembering:
    """Another process that does the same work once: of a thousand addresses most ask for the same file."""

    def __init__(self, executor: Executor) -> None:
        self._executor, self._done = executor, dict[tuple[Any, ...], Future[Any]]()

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        if (work, *given) not in self._done:
            self._done[work, *given] = self._executor.submit(work, *given)
        return self._done[work, *given]


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with jobs.pool(1) as executor:
        kept = Remembering(executor)
        monkeypatch.setattr(jobs, "pool", lambda processes: nullcontext(kept))
        yield


class Noting(ImmutableMultiDict[str, str]):
    """Query values that note by which names they were asked for; whoever looks at all of them asks for all."""

    asked: ClassVar[set[str]] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def getlist(self, name: str, *more: Any, **named: Any) -> Any:
        self.asked.add(name)
        return super().getlist(name, *more, **named)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def keys(self) -> Any:
        self.asked.update(query_names())
        return super().keys()


def test_strings_in_a_query_are_text(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """All values of a page at once; where it refuses them together, each that it asks for alone."""
    monkeypatch.setattr(app.request_class, "parameter_storage_class", Noting)
    owner = sign_in(app.test_client(), world.acme)
    before, alone = state(app), set[str]()
    for turn, rule in enumerate(pages(app)):
        path = filled(rule, world)
        Noting.asked.clear()
        for string in strings_for(app, turn):
            everything = owner.get(path, query_string=dict.fromkeys(query_names(), string))
            assert everything.status_code in PLAIN, (path, string)
            if everything.status_code == 404:
                alone |= each_alone(owner, path, string)
    assert state(app) == before
    assert len(alone) > 20, "a sweep that saw no name would prove little"


def each_alone(owner: FlaskClient, path: str, string: str) -> set[str]:
    """Every name the page asks for, also once another one let it go on; the names."""
    tried = set[str]()
    assert owner.get(path).status_code in PLAIN
    while wanted := Noting.asked - tried:
        for name in sorted(wanted):
            answer = owner.get(path, query_string={name: string})
            assert answer.status_code in PLAIN, (path, name, string)
        tried |= wanted
    return tried


def test_strings_in_a_path_lead_nowhere(app: Flask, world: World) -> None:
    owner = sign_in(app.test_client(), world.acme)
    for turn, rule in enumerate(pages(app)):
        for name in rule.arguments:
            for string in filter(None, strings_for(app, turn)):
                answer = owner.get(filled(rule, world, **{name: string}))
                assert answer.status_code == 404, (rule.rule, name, string)
