"""The proof of concept through its pages."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask.testing import FlaskClient

from feedback.journeys.queries import walks as queries
from feedback.journeys.rules.walks import Extra
from feedback.permissions import Role
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post
from tests.factories.walks import chosen, happened, looked, touchpoints
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
WALKS = "/o/acme/journey/walks"
ENGLISH = {"Accept-Language": "en"}


def page(client: FlaskClient, path: str = WALKS) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_each_emptiness_says_what_to_do_next(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "There is no map to walk yet." in page(browser)
    assert browser.get(f"{WALKS}/choose").status_code == 404
    journey(acme)
    assert "No service was walked yet." in page(browser)


def test_services_are_taken_up_by_hand(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser = as_member(acme)
    refused = post(browser, f"{WALKS}/choose", {"services": "A-1\nana@example.org", "group": ""}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Line 2: write your own number" in refused.get_data(as_text=True)
    assert "ana@example.org</textarea>" in refused.get_data(as_text=True)
    answer = post(browser, f"{WALKS}/choose", {"services": "A-1\nA-2 2026-01-31", "group": ""})
    assert (answer.status_code, answer.location) == (303, f"{WALKS}#h-services")
    listed = page(browser)
    assert "0 of 3 looked at" in listed
    assert "January 31, 2026" in listed


def test_a_service_is_walked_in_several_goes(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    (walk,), (first, second, _third) = chosen(acme, "A-1"), touchpoints(acme)
    browser, address = as_member(acme), f"{WALKS}/{walk}"
    assert "0 of 3 looked at" in page(browser, address)
    saved = post(browser, address, {f"outcome-{first}": "happened", "move": "save"})
    assert (saved.status_code, saved.location) == (303, address)
    assert "1 of 3 looked at" in page(browser, address)
    refused = post(browser, address, {f"note-{second}": "Nobody came", "move": "finish"}, headers=ENGLISH)
    assert refused.status_code == 422
    assert 'value="Nobody came"' in refused.get_data(as_text=True)
    typed = {f"outcome-{second}": "not", f"note-{second}": "Nobody came", "extra-new1": "A second visit"}
    assert post(browser, address, {**typed, "move": "finish"}).location == WALKS
    with acme.at_work():
        kept = queries.walk(walk)
        assert {step.touchpoint_id: step.outcome for step in kept.steps} == {first: "happened", second: "not"}
        assert [one.text for one in kept.extras] == ["A second visit"]
        assert kept.finished_at is not None


def test_what_two_people_see_at_once_both_stays(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    (walk,), (first, second, _third) = chosen(acme, "A-1"), touchpoints(acme)
    browser, address = as_member(acme), f"{WALKS}/{walk}"
    opened = page(browser, address)
    looked(acme, walk, first, "differently", "Seen by somebody else")
    was = opened.split(f'name="was-{first}" value="')[1].split('"')[0]
    post(browser, address, {f"outcome-{first}": "", f"was-{first}": was, f"outcome-{second}": "happened"})
    with acme.at_work():
        steps = {step.touchpoint_id: step.outcome for step in queries.walk(walk).steps}
        assert steps == {first: "differently", second: "happened"}


def test_the_result_says_the_share_what_differed_and_what_nobody_drew(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    walks, (first, _second, _third) = chosen(acme, "A-1", "A-2", "A-3"), touchpoints(acme)
    for walk, outcome in zip(walks, ("happened", "differently", "happened"), strict=True):
        looked(acme, walk, first, outcome, "They wrote instead" if outcome == "differently" else "")
        happened(acme, walk, [Extra("A second visit", stages[1].id)])
    shown = page(as_member(acme))
    assert "3 services were walked. “Call” parts most from the drawing: as drawn in 67% of those looked at" in shown
    assert "<b>67%</b> <small>21% to 94% · n 3</small>" in shown
    assert "80 more services" in shown
    assert shown.count("not looked at") == 2
    assert "They wrote instead" in shown
    assert "in 3 services" in shown
    assert f"/journey/edit/stages/{stages[1].id}?touchpoint=A+second+visit#h-touchpoints" in shown


def test_a_service_can_be_removed(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    (walk,) = chosen(acme, "A-1")
    assert post(as_member(acme), f"{WALKS}/{walk}/remove", {}).status_code == 303
    assert as_member(acme).get(f"{WALKS}/{walk}").status_code == 404


def test_who_only_looks_sees_the_result_and_no_check_list(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    (walk,) = chosen(acme, "A-1")
    viewer = as_member(member(acme.app, acme.organisation, Role.VIEWER))
    shown = page(viewer)
    assert "A-1" in shown
    assert str(walk) not in shown
    assert viewer.get(f"{WALKS}/{walk}").status_code == 403


def test_as_many_reads_for_three_services_as_for_one(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser, points = as_member(acme), touchpoints(acme)

    def reads(walks: list[UUID]) -> int:
        for walk in walks:
            looked(acme, walk, points[0], "not", "Closed")
        with counted(acme.app) as found:
            page(browser)
        return len(found)

    page(browser)
    assert reads(chosen(acme, "A-1")) == reads(chosen(acme, "A-2", "A-3"))
