"""Case 29: whatever stands in an address or a query of a signed-in page is a name that does not exist, or text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound

from tests.dump import state
from tests.factories.people import sign_in
from tests.factories.world import World, build_world
from tests.guards.seen import Noting, asked_in, filled, noting, on_sqlite, pages, query_names, remembering, seen

pytestmark = pytest.mark.xdist_group("world")
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
OF_EVERY_PAGE = {"lang"}
"""What the shell around every page asks for; a page that asks for nothing else reads nothing of what stands there."""


def strings_for(turn: int, *, sqlite: bool) -> tuple[str, ...]:
    """Those that stand everywhere, and in turn two of the others: every one of them on many pages.

    Most are what Python makes something of before a database is asked: PostgreSQL gets one of them for each page.
    """
    if not sqlite:
        return (STRINGS[turn % len(STRINGS)],)
    others = STRINGS[ALWAYS:]
    return (*STRINGS[:ALWAYS], others[2 * turn % len(others)], others[(2 * turn + 1) % len(others)])


def strings_for_a_page(turn: int, *, sqlite: bool, asks: bool) -> tuple[str, ...]:
    """Of a page that asks for nothing only Python is tried: with one of them in turn."""
    if asks:
        return strings_for(turn, sqlite=sqlite)
    return (STRINGS[turn % len(STRINGS)],) if sqlite else ()


def test_every_string_has_its_turn() -> None:
    assert {string for turn in range(4) for string in strings_for(turn, sqlite=True)} == set(STRINGS)
    for sqlite, asks in ((True, False), (False, True)):
        tried = [strings_for_a_page(turn, sqlite=sqlite, asks=asks) for turn in range(10)]
        assert {string for strings in tried for string in strings} == set(STRINGS)


def test_the_search_sees_how_a_query_value_is_read() -> None:
    assert asked_in('request.args.get("page"); request.args.getlist(\'group\'); request.args["q"]') == {
        "page",
        "group",
        "q",
    }


def test_what_is_noted_is_what_is_asked_for() -> None:
    Noting.asked.clear()
    given = Noting([("page", "1")])
    given.get("page"), given.getlist("theme"), "rule" in given
    assert Noting.asked == {"page", "theme", "rule"}
    for look_at_all in (list, dict, Noting.items, Noting.keys, Noting.lists, Noting.to_dict):
        Noting.asked.clear()
        look_at_all(given)  # type: ignore[operator]
        assert Noting.asked >= set(query_names()), look_at_all


@pytest.fixture
def world(app: Flask) -> World:
    return build_world(app)


@pytest.fixture(autouse=True)
def remembered() -> Iterator[None]:
    with remembering():
        yield


def test_strings_in_a_query_are_text(app: Flask, world: World) -> None:
    """All values of a page at once; where it refuses them together, each that it asks for alone."""
    known = seen(app, world).asked
    owner = sign_in(app.test_client(), world.acme)
    before, alone = state(app), set[str]()
    with noting(app):
        for turn, rule in enumerate(pages(app)):
            path, asks = filled(rule, world), bool(known[rule.rule] - OF_EVERY_PAGE)
            Noting.asked.clear()
            for string in strings_for_a_page(turn, sqlite=on_sqlite(app), asks=asks):
                everything = owner.get(path, query_string=dict.fromkeys(query_names(), string))
                assert everything.status_code in PLAIN, (path, string)
                if everything.status_code == 404:
                    alone |= each_alone(owner, path, string, known[rule.rule])
    assert state(app) == before
    assert len(alone) > 20, "a sweep that saw no name would prove little"


def each_alone(owner: FlaskClient, path: str, string: str, known: frozenset[str]) -> set[str]:
    """Every name the page asks for, also once another one let it go on; the names."""
    tried = set[str]()
    while wanted := (known | Noting.asked) - tried:
        for name in sorted(wanted):
            answer = owner.get(path, query_string={name: string})
            assert answer.status_code in PLAIN, (path, name, string)
        tried |= wanted
    return tried


def test_strings_in_a_path_lead_nowhere(app: Flask, world: World) -> None:
    """Of what no route leads to, one is asked for: none of them comes any further."""
    owner = sign_in(app.test_client(), world.acme)
    for turn, rule in enumerate(pages(app)):
        for name in rule.arguments:
            strings = filter(None, strings_for(turn, sqlite=on_sqlite(app)))
            for number, string in enumerate(strings):
                path = filled(rule, world, **{name: string})
                if number and not has_a_route(app, path):
                    continue
                assert owner.get(path).status_code == 404, (rule.rule, name, string)


def has_a_route(app: Flask, path: str) -> bool:
    with app.test_request_context(path):
        return not isinstance(request.routing_exception, NotFound)


def test_the_search_for_a_route_tells_a_name_from_what_cannot_be_one(app: Flask) -> None:
    assert has_a_route(app, "/o/acme/surveys/nothing") and has_a_route(app, "/o/acme/backlog/7")
    assert not has_a_route(app, "/o/acme/backlog/%27%20OR") and not has_a_route(app, "/o/acme/nowhere")
