"""Onto the map in one click, from the pages of a workshop."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.workshops.models import Workshop
from tests.factories import journeys as journey_factory
from tests.factories.people import Member, member, post
from tests.factories.workshops import grouped, map_workshop, sticky
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def room(acme: Member) -> Workshop:
    journey_factory.journey(acme, ("booking", "visit"))
    return map_workshop(acme)


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_a_group_of_notes_becomes_a_claim_and_comes_back(acme: Member, room: Workshop, as_member: SignedIn) -> None:
    browser = as_member(acme)
    cluster = grouped(acme, room, ["Nobody answers", "No sign of life"], "They are left waiting")
    place = f"/o/acme/workshops/{room.id}/groups/{cluster.id}"
    act = f"/o/acme/journey/workshop-groups/{cluster.id}"
    assert "Claim it on the map" in page(browser, place)
    assert post(browser, f"{act}/claim", headers=ENGLISH).location == place
    shown = page(browser, place)
    found = re.search(r'href="(/o/acme/journey/claims/[^"]+)">It became a claim', shown)
    assert found
    assert "They are left waiting" in page(browser, found.group(1))
    assert "It became a claim of the map" in page(browser, f"/o/acme/workshops/{room.id}")
    assert post(browser, f"{act}/claim").status_code == 409
    assert post(browser, f"{act}/unclaim").location == place
    assert "Claim it on the map" in page(browser, place)


def test_a_moment_two_people_named_goes_onto_the_map_and_off(acme: Member, room: Workshop, as_member: SignedIn) -> None:
    browser, place = as_member(acme), f"/o/acme/workshops/{room.id}"
    act = f"/o/acme/journey/workshops/{room.id}/moments"
    sticky(acme, room, "A", "visit", moment="pain")
    sticky(acme, room, "C", "booking", moment="truth")
    assert "Declare it" not in page(browser, place)
    assert post(browser, act, {"stage": "visit", "kind": "pain"}).status_code == 409
    sticky(acme, room, "B", "visit", moment="pain")
    assert page(browser, place).count("Declare it") == 1
    assert post(browser, act, {"stage": "visit", "kind": "pain"}, headers=ENGLISH).location == place
    reason = "2 people named it in the workshop “The map”, in which 3 people wrote."
    assert reason in page(browser, "/o/acme/journey")
    shown = page(browser, place)
    found = re.search(rf'action="({act}/[^"]+/withdraw)"', shown)
    assert found
    assert post(browser, found.group(1)).location == place
    assert reason not in page(browser, "/o/acme/journey")


def test_the_wall_reads_what_stands_on_the_map_once(
    acme: Member, room: Workshop, as_member: SignedIn, app: Flask
) -> None:
    browser, costs = as_member(acme), []
    for number, moment in enumerate(("pain", "truth", "silent")):
        for stage in ("visit", "booking"):
            for _ in range(2):
                sticky(acme, room, f"{number} {stage}", stage, moment=moment)
        with counted(app) as statements:
            page(browser, f"/o/acme/workshops/{room.id}")
        costs.append(len(statements))
    assert costs[0] == costs[2]


def test_who_may_not_change_the_map_puts_nothing_on_it(
    app: Flask, acme: Member, room: Workshop, as_member: SignedIn
) -> None:
    cluster = grouped(acme, room, ["A", "B"], "Silence")
    browser = as_member(member(app, "acme", Role.ANALYST))
    for act in (
        f"workshop-groups/{cluster.id}/claim",
        f"workshop-groups/{cluster.id}/unclaim",
        f"workshops/{room.id}/moments",
    ):
        assert post(browser, f"/o/acme/journey/{act}", {"stage": "visit", "kind": "pain"}).status_code == 403
