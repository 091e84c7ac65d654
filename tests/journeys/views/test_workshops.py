"""Workshops on the map, opened from the journey."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from feedback.journeys import queries as journeys
from feedback.permissions import Role
from feedback.workshops import queries
from tests.factories import journeys as journey_factory
from tests.factories import workshops
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
PLACE = "/o/acme/journey/workshops"
TYPED = {"title_es": "El mapa", "title_en": "The map", "question_es": "¿Qué viven?", "question_en": "What?"}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_without_stages_there_is_nothing_to_write_on(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Draw the stages of the journey first" in page(browser, PLACE)
    assert browser.get(f"{PLACE}/new").status_code == 409


def test_it_is_opened_on_the_stages_as_they_are_now(acme: Member, as_member: SignedIn) -> None:
    journey_factory.journey(acme, ("booking", "visit"))
    browser = as_member(acme)
    assert "Workshops on the map will stand here." in page(browser, PLACE)
    assert "What do people really live at each stage?" in page(browser, f"{PLACE}/new")
    answer = post(browser, f"{PLACE}/new", TYPED)
    with acme.at_work():
        [made] = queries.workshops()
        stages = [(stage.code, stage.name) for stage in journeys.stages()]
    assert answer.location == f"/o/acme/workshops/{made.id}"
    assert (made.kind, [(one["code"], one["name"]) for one in made.stages]) == ("map", stages)
    assert "The map" in page(browser, PLACE)
    assert "Co-creating the map" in page(browser, "/o/acme/workshops")


def test_what_is_missing_is_said_and_what_was_typed_stays(acme: Member, as_member: SignedIn) -> None:
    journey_factory.journey(acme, ("visit",))
    answer = post(as_member(acme), f"{PLACE}/new", {**TYPED, "question_es": ""})
    assert (answer.status_code, "The map" in answer.get_data(as_text=True)) == (422, True)
    with acme.at_work():
        assert queries.workshops() == []


def test_only_who_may_lead_workshops_opens_one(app: Flask, acme: Member, as_member: SignedIn) -> None:
    journey_factory.journey(acme, ("visit",))
    browser = as_member(member(app, "acme", Role.ANALYST))
    assert browser.get(PLACE).status_code == 403
    assert post(browser, f"{PLACE}/new", TYPED).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_three(app: Flask, acme: Member, as_member: SignedIn) -> None:
    journey_factory.journey(acme, ("booking", "visit"))
    browser, costs = as_member(acme), []
    for _ in range(3):
        made = workshops.map_workshop(acme)
        workshops.sticky(acme, made, "One", "visit")
        with counted(app) as statements:
            page(browser, PLACE)
        costs.append(len(statements))
    assert costs[0] == costs[2]
