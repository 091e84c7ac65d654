"""The page of key flows: where each breaks, in words, or that it is not known."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories import people
from tests.factories.blueprint import both, flow, item
from tests.factories.groups import three_groups
from tests.factories.heard import counted, heard
from tests.factories.journeys import current, journey
from tests.factories.people import Member
from tests.factories.walks import chosen, looked

SignedIn = Callable[..., FlaskClient]


def page(browser: FlaskClient) -> str:
    answer = browser.get("/o/acme/journey/flows?lang=en")
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def test_empty_pages_say_what_to_do_next(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Draw the journey first" in page(browser)
    journey(acme)
    assert "Choose a path that must end well" in page(browser)
    viewer = as_member(people.member(acme.app, "acme", Role.VIEWER))
    assert "/journey/flows/new" not in page(viewer)


def test_what_nobody_knows_is_said_to_be_unknown(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    flow(acme)
    item(acme, "visit", "process", "Tell", need=both("Know the hour"), state="failing")
    shown = page(as_member(acme))
    assert "Not known yet where it breaks" in shown
    assert "Good end: It works again." in shown
    assert "Know the hour" in shown
    assert "Breaks most" not in shown


def test_the_weakest_touchpoint_is_named_with_n_and_interval(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    booking, visit, _ = journey(acme)
    flow(acme)
    for number in range(10):
        [walk] = chosen(acme, f"order-{number}")
        looked(acme, walk, booking.touchpoints[0].id, "happened")
        looked(acme, walk, visit.touchpoints[0].id, "not")
    shown = page(as_member(acme))
    assert "Breaks most at <b>Call</b> (Visit): went as drawn" in shown
    assert "<b>0%</b> <small>0% to 28% · n 10</small>" in shown
    assert "By services walked through 2 touchpoints of the path." in shown


def test_what_people_say_names_a_stage_and_whose_words_they_are(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    journey(acme)
    flow(acme)
    heard(acme, "customers", feeling="neg", stage="visit", n=20)
    heard(acme, "customers", feeling="pos", stage="booking", n=20, text="They were very kind to us.")
    counted(acme)
    shown = page(as_member(acme))
    assert "Breaks most at <b>Visit</b>: unfavourable" in shown
    assert "By what Customers say at 2 of its stages" in shown
    assert len(current(acme)) == 3
