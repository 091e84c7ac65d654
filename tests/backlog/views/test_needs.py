"""From the page of what is lacking to an improvement, and back to it."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories import people
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import journey
from tests.factories.people import Member, post

SignedIn = Callable[..., FlaskClient]
NEEDS = "/o/acme/journey/needs"


def page(browser: FlaskClient) -> str:
    answer = browser.get(f"{NEEDS}?lang=en")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_one_click_makes_the_improvement_and_the_second_leads_to_it(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    wait = item(acme, "visit", "wait", "The technician")
    browser = as_member(acme)
    assert "Draft an improvement from “The technician”" in page(browser)
    for _ in range(2):
        answer = post(browser, f"/o/acme/backlog/needs/{wait}", {})
        assert (answer.status_code, answer.location) == (303, "/o/acme/backlog/1")
    shown = page(browser)
    assert '<a href="/o/acme/backlog/1">Shorten the wait “The technician”: Visit</a>' in shown
    assert "Draft an improvement from" not in shown
    assert "To decide" in shown
    assert f"/o/acme/journey/blueprint/items/{wait}" in browser.get("/o/acme/backlog/1").get_data(as_text=True)


def test_a_gap_between_tools_is_drafted_too(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    calls, till = (item(acme, "visit", "tool", name, state="working") for name in ("Calls", "Till"))
    gap = link(acme, calls, till, "by_hand", "The price")
    browser = as_member(acme)
    assert "Draft an improvement from “The price”" in page(browser)
    assert post(browser, f"/o/acme/backlog/needs/links/{gap}", {}).location == "/o/acme/backlog/1"
    assert "Get “The price” from Calls into Till without typing it again: Visit" in page(browser)
    assert f"/o/acme/journey/blueprint/items/{till}" in browser.get("/o/acme/backlog/1").get_data(as_text=True)


def test_where_nothing_is_lacking_there_is_nothing_to_draft(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    works = item(acme, "visit", "process", "Tell", need=both("Know the hour"), state="working")
    tied = link(acme, item(acme, "visit", "tool", "A"), item(acme, "visit", "tool", "B"), "automatic")
    browser = as_member(acme)
    for path in (f"/o/acme/backlog/needs/{works}", f"/o/acme/backlog/needs/links/{tied}"):
        assert post(browser, path, {}).status_code == 404


def test_who_only_looks_sees_that_nothing_is_done_yet(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    item(acme, "visit", "wait", "The technician")
    viewer = as_member(people.member(acme.app, "acme", Role.VIEWER))
    assert "no improvement yet" in page(viewer)
    assert "Draft an improvement" not in page(viewer)
