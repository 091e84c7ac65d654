"""Beginning with a ready journey."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys import queries
from feedback.journeys.queries import blueprint, flows, functions, lenses, roles
from feedback.stakeholders.queries import personas
from tests.factories import groups
from tests.factories.journeys import journey
from tests.factories.people import Member, post

SignedIn = Callable[[Member], FlaskClient]
ADDRESS = "/o/acme/journey/edit/templates"
ENGLISH = {"Accept-Language": "en"}


def test_one_is_taken_with_all_that_stands_behind_it(acme: Member, as_member: SignedIn) -> None:
    groups.group(acme, "customer", code="guests")
    client = as_member(acme)
    assert "A stay at the hotel" in client.get(ADDRESS, headers=ENGLISH).get_data(as_text=True)
    assert post(client, f"{ADDRESS}/hotel", {}).location == "/o/acme/journey/edit"
    with acme.at_work():
        stages = queries.stages()
        assert [stage.code for stage in stages][:5] == ["need", "search", "compare", "booking", "preparing"]
        assert stages[0].trigger["en"].startswith("A person, couple or family")
        assert [part.code for part in lenses.cut("functional").parts] == ["marketing", "sales", "service"]
        held = (functions.functions(), roles.by_stage()[stages[5].id], flows.flows(), personas.all_personas())
        assert [len(one) for one in held] == [6, 3, 2, 2]
        assert {item.kind for item in blueprint.by_stage()[stages[5].id]} == {"wait", "front", "back", "process"}


def test_with_a_journey_drawn_it_says_what_becomes_of_it(acme: Member, as_member: SignedIn) -> None:
    journey(acme, ("booking",))
    client = as_member(acme)
    assert "You have drawn" in client.get(ADDRESS, headers=ENGLISH).get_data(as_text=True)
    refused = post(client, f"{ADDRESS}/hotel", {})
    assert refused.status_code == 422
    assert "booking" in refused.get_data(as_text=True)
    assert post(client, f"{ADDRESS}/field-service", {}).status_code == 303


def test_there_is_no_other(acme: Member, as_member: SignedIn) -> None:
    assert post(as_member(acme), f"{ADDRESS}/circus", {}).status_code == 404
