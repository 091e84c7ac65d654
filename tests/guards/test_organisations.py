"""Every route, generated: nothing of another organisation is reachable, nothing changes without a token or on GET."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from feedback.web.api import SCOPES
from feedback.web.api.describing import METHODS, example_body
from feedback.web.api.documentation import document
from feedback.web.api.problems import PREFIX
from tests.dump import state
from tests.factories.callers import system
from tests.factories.people import Member, csrf_of, sign_in
from tests.factories.world import World, build_world
from tests.guards.seen import on_sqlite, seen

pytestmark = pytest.mark.xdist_group("world")
SignedIn = Callable[[Member], FlaskClient]
NOBODYS = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "987654321",
    "string": "nothing-like-this",
    "default": "nothing-like-this",
    "path": "nothing-like-this",
}


@pytest.fixture
def world(app: Flask) -> World:
    return build_world(app)


SHARED = {
    *("library.entry", "questionnaires.language", "questionnaire_files.format", "channels.kind", "channels.format"),
    "api_journey-lenses.lens",
    *("ready_journeys.code", "cycles.kind"),
    "improvement_origins.kind",
}
"""Arguments that name what every organisation has: the library, languages, formats, lenses, kinds of moments."""


def names_of(rule: Rule) -> list[str]:
    """The arguments of a route that name something of one organisation."""
    names = [name for name in converters(rule) if name != "organisation"]
    return [name for name in names if f"{rule.endpoint.rpartition('.')[0]}.{name}" not in SHARED]


def member_rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/o/<organisation>/") and method in (rule.methods or ()):
            yield rule


def token_rules(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Method and route of everything the API does."""
    for rule in app.url_map.iter_rules():
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        if guard is not None and guard.kind == "token":
            yield from ((method, rule) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def example_bodies(app: Flask) -> dict[tuple[str, str], Any]:
    """(method, route) -> a body that its schema takes; None where it takes none."""
    with app.test_request_context():
        written = document()
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule): rule.rule for rule in app.url_map.iter_rules()}
    return {
        (method, routes[path]): example_body(written, item[method])
        for path, item in written["paths"].items()
        for method in METHODS
        if method in item
    }


def converters(rule: Rule) -> dict[str, str]:
    """Argument -> kind of converter."""
    found = re.findall(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>", rule.rule)
    return {name: kind or "default" for kind, name in found}


def address(rule: Rule, organisation: str, values: dict[str, Any]) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match.group(2)
        return organisation if name == "organisation" else str(values[name])

    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>", fill, rule.rule)


def without_request_id(page: str) -> str:
    return re.sub(r"[0-9a-f]{12}", "", page)


def foreign_values(rule: Rule, world: World) -> list[dict[str, Any]]:
    """For each argument the ids of acme's things that fit it; a route with ids the world lacks fails the test."""
    names = [name for name in converters(rule) if name != "organisation"]
    if not names:
        return []
    combinations: list[dict[str, Any]] = [{}]
    for name in names:
        candidates = world.values_for(rule.endpoint, name)
        assert candidates, f"the world of the tests has nothing for <{name}> of {rule.rule}"
        combinations = [{**one, name: value} for one in combinations for value in candidates[:2]]
    return combinations


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_foreign_ids_are_not_found_like_ids_of_nothing(app: Flask, world: World, method: str) -> None:
    """Case 11."""
    stranger = sign_in(app.test_client(), world.globex)
    token = csrf_of(stranger.get("/account").get_data(as_text=True))
    data = {"csrf_token": token, "organisation_id": str(world.acme.organisation_id)}
    before = state(app)
    tried = 0
    for rule in member_rules(app, method):
        owned = names_of(rule)
        for values in foreign_values(rule, world) if owned else []:
            nobody = {**values, **{name: NOBODYS[converters(rule)[name]] for name in owned}}
            foreign = stranger.open(address(rule, "globex", values), method=method, data=data)
            nothing = stranger.open(address(rule, "globex", nobody), method=method, data=data)
            assert (foreign.status_code, nothing.status_code) == (404, 404), (method, rule.rule, values)
            assert without_request_id(foreign.get_data(as_text=True)) == without_request_id(
                nothing.get_data(as_text=True)
            )
            tried += 1
        inside = stranger.open(
            address(rule, "acme", foreign_values(rule, world)[0] if foreign_values(rule, world) else {}),
            method=method,
            data=data,
        )
        assert inside.status_code == 404, (method, rule.rule)
    assert tried > 3
    assert state(app) == before


def test_the_owner_reaches_the_same_ids(app: Flask, world: World) -> None:
    """The sweep above would also pass with ids that lead nowhere: these lead somewhere."""
    found = seen(app, world).statuses
    assert set(found) == {rule.rule for rule in member_rules(app, "GET")}
    assert {route: status for route, status in found.items() if status not in (200, 303, 304)} == {}


def test_ids_of_others_are_not_found_over_the_api_like_ids_of_nothing(app: Flask, world: World) -> None:
    """Case 11."""
    stranger = system(world.globex, *SCOPES)
    stranger.get("/groups")
    bodies, before, tried = example_bodies(app), state(app), 0
    for method, rule in token_rules(app):
        owned, body = names_of(rule), bodies[(method.lower(), rule.rule)]
        for values in foreign_values(rule, world) if owned else []:
            nobody = {**values, **{name: NOBODYS[converters(rule)[name]] for name in owned}}
            for sent in (body, {**body, "organisation_id": str(world.acme.organisation_id)} if body else None):
                answers = [
                    stranger.call(method, address(rule, "", one).removeprefix(PREFIX), sent) for one in (values, nobody)
                ]
                expected = 404 if sent == body else 422
                assert [one.status_code for one in answers] == [expected] * 2, (method, rule.rule, values, sent)
                assert len({without_request_id(one.get_data(as_text=True)) for one in answers}) == 1
            tried += 1
    assert tried > 10
    assert state(app) == before


def test_the_owners_token_reaches_the_same_ids(app: Flask, world: World) -> None:
    ours = system(world.acme, *SCOPES)
    for method, rule in token_rules(app):
        for values in foreign_values(rule, world)[:1] if method == "GET" else []:
            answer = ours.call(method, address(rule, "", values).removeprefix(PREFIX))
            assert answer.status_code == 200, (rule.rule, values, answer.status_code)


def test_reading_over_the_api_changes_nothing(app: Flask, world: World) -> None:
    """Case 33: but for the day a token was used, which is written once a day."""
    ours = system(world.acme, *SCOPES)
    ours.get("/groups")
    before = state(app)
    for method, rule in token_rules(app):
        for values in (foreign_values(rule, world)[:1] or [{}]) if method == "GET" else []:
            for asked in ("GET", "HEAD"):
                ours.call(asked, address(rule, "", values).removeprefix(PREFIX))
    assert state(app) == before


def test_a_call_without_a_token_is_refused_before_anything_else(app: Flask, world: World) -> None:
    """Case 32: whatever is sent, and with whatever cookie."""
    owner, before = sign_in(app.test_client(), world.acme), state(app)
    for method, rule in token_rules(app):
        values = (foreign_values(rule, world) or [{}])[0]
        for sent in ({"json": {"any": "thing"}}, {"data": b"{", "content_type": "text/plain"}):
            answer = owner.open(address(rule, "", values), method=method, **sent)
            assert (answer.status_code, answer.json["code"]) == (401, "no_token"), (method, rule.rule)
    assert state(app) == before


def test_a_link_leads_to_groups_and_stages_of_its_own_organisation_only(app: Flask, world: World) -> None:
    """Case 11 on the pages of respondents, who name no organisation."""
    survey, group, stage = (str(world.acmes[f"answering.{name}"][0]) for name in ("survey", "group", "stage"))
    theirs = {name: str(world.globexes[f"answering.{name}"][0]) for name in ("survey", "group", "stage")}
    client, before = app.test_client(), state(app)
    assert client.get(f"/s/{survey}/{group}?stage={stage}").status_code == 200
    for foreign, nothing in (
        (f"/s/{survey}/{theirs['group']}", f"/s/{survey}/nothing-like-this"),
        (f"/s/{theirs['survey']}/{group}", f"/s/{theirs['survey']}/nothing-like-this"),
        (f"/s/{survey}/{group}?stage={theirs['stage']}", f"/s/{survey}/{group}?stage=nothing-like-this"),
    ):
        for method in ("GET", "POST"):
            answers = [client.open(path, method=method, data={"csat": "5"}) for path in (foreign, nothing)]
            assert [answer.status_code for answer in answers] == [404, 404], (method, foreign)
            pages = [without_request_id(answer.get_data(as_text=True)) for answer in answers]
            assert pages[0].replace(foreign, nothing) == pages[1], (method, foreign)
    assert state(app) == before


def test_a_form_from_elsewhere_changes_nothing(app: Flask, world: World) -> None:
    """Case 32."""
    owner = sign_in(app.test_client(), world.acme)
    before = state(app)
    for rule in app.url_map.iter_rules():
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        if "POST" not in (rule.methods or ()) or guard is None or guard.kind in {"respondent", "token"}:
            continue
        values = (foreign_values(rule, world) or [{}])[0] if "<organisation>" in rule.rule else {"token": "x"}
        answer = owner.post(address(rule, "acme", values), data={"name": "Mallory"})
        assert answer.status_code == 400, rule.rule
    assert state(app) == before


def test_reading_changes_nothing(app: Flask, world: World) -> None:
    """Case 33; and whoever asks for the head of a page gets the head of that page."""
    found = seen(app, world)
    assert found.after == found.before
    assert found.heads == (found.statuses if on_sqlite(app) else {})


def test_a_page_that_writes_on_get_would_be_refused(make_app: Callable[..., Flask]) -> None:
    """On SQLite a transaction outside `writing()` is read-only."""
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    from feedback.db import db

    with make_app().app_context(), pytest.raises(OperationalError, match="readonly"):
        columns = "id, code, name, languages, created_at"
        db.session.execute(text(f"INSERT INTO organisation ({columns}) VALUES ('x', 'x', 'x', '[]', '2026-01-01')"))
