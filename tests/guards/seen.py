"""Every page of a member as its owner sees it, asked for once: several sweeps look at what came back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule

from feedback import jobs
from tests.dump import state
from tests.factories.people import sign_in
from tests.factories.world import World

PACKAGE = Path(__file__).parents[2] / "feedback"
READ = re.compile(r"request\.(?:args|values)(?:\.get|\.getlist)?[(\[]\s*[\"'](\w+)[\"']")
KEY = "tests.guards.seen"


@dataclass(frozen=True)
class Seen:
    """Route -> what its page answered; the state of everything before and after."""

    statuses: Mapping[str, int]
    heads: Mapping[str, int]
    """Of HEAD, on SQLite: what a view makes of the method does not depend on the database."""
    asked: Mapping[str, frozenset[str]]
    """The names of query values that the page asked for."""
    before: Mapping[str, str]
    after: Mapping[str, str]


def seen(app: Flask, world: World) -> Seen:
    """Looked at once for each database; the world is the same every time it is built."""
    if KEY not in app.extensions:
        app.extensions[KEY] = _looked(app, world)
    found: Seen = app.extensions[KEY]
    return found


def _looked(app: Flask, world: World) -> Seen:
    owner, before = sign_in(app.test_client(), world.acme), state(app)
    statuses, heads, asked = dict[str, int](), dict[str, int](), dict[str, frozenset[str]]()
    with noting(app), remembering():
        for rule in pages(app):
            Noting.asked.clear()
            answer = owner.get(filled(rule, world))
            answer.get_data()
            statuses[rule.rule], asked[rule.rule] = answer.status_code, frozenset(Noting.asked)
            if on_sqlite(app):
                heads[rule.rule] = owner.head(filled(rule, world)).status_code
    return Seen(statuses, heads, asked, before, state(app))


def on_sqlite(app: Flask) -> bool:
    return bool(app.config["FEEDBACK"].database_url.startswith("sqlite"))


def pages(app: Flask) -> Iterator[Rule]:
    """Routes of members that can be read."""
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


# --- which query values a page asks for -----------------------------------------------------------


def asked_in(source: str) -> set[str]:
    """Names of query values that the code reads by name."""
    return set(READ.findall(source))


@cache
def query_names() -> tuple[str, ...]:
    """What the code reads, and what a page that sorts or searches could."""
    sources = (path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    return tuple(sorted({"sort", "q", *(name for source in sources for name in asked_in(source))}))


class Noting(ImmutableMultiDict[str, str]):
    """Query values that note by which names they were asked for; whoever looks at all of them asks for all.

    `values` does not count: every request is searched for what cannot be stored.
    """

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

    def __iter__(self) -> Iterator[str]:
        self.asked.update(query_names())
        return super().__iter__()

    def items(self, *more: Any, **named: Any) -> Any:
        self.asked.update(query_names())
        return super().items(*more, **named)

    def lists(self) -> Any:
        self.asked.update(query_names())
        return super().lists()


@contextmanager
def noting(app: Flask) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.request_class, "parameter_storage_class", Noting)
        yield


# --- work of other processes ----------------------------------------------------------------------


class Remembering:
    """Another process that does the same work once: of a thousand addresses most ask for the same file."""

    def __init__(self, executor: Executor) -> None:
        self._executor, self._done = executor, dict[tuple[Any, ...], Future[Any]]()

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        if (work, *given) not in self._done:
            self._done[work, *given] = self._executor.submit(work, *given)
        return self._done[work, *given]


@contextmanager
def remembering() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, jobs.pool(1) as executor:
        kept = Remembering(executor)
        patch.setattr(jobs, "pool", lambda processes: nullcontext(kept))
        yield
