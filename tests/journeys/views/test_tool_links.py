"""Tying tools together in the browser."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys.queries import blueprint as queries
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import journey
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import page

SignedIn = Callable[..., FlaskClient]
BLUEPRINT = "/o/acme/journey/blueprint"


def known(of: Member) -> list[tuple[str, dict[str, str]]]:
    with of.at_work():
        return [(row.integration, row.what) for row in queries.links()]


def test_two_tools_are_tied_changed_and_untied(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    calls, agenda = item(acme, "booking", "tool", "Calls"), item(acme, "visit", "tool", "Agenda")
    browser, back = as_member(acme), f"{BLUEPRINT}/items/{calls}#h-links"
    typed = {"target": str(agenda), "integration": "by_hand", "what_es": "La dirección"}
    assert post(browser, f"{BLUEPRINT}/items/{calls}/links", typed).location == back
    assert known(acme) == [("by_hand", {"es": "La dirección"})]
    with acme.at_work():
        [row] = queries.links()
    path = f"{BLUEPRINT}/links/{row.id}"
    assert "Calls → Agenda" in page(browser, path)
    assert post(browser, path, {**typed, "integration": "automatic", "what_en": "The address"}).location == back
    assert known(acme) == [("automatic", {"es": "La dirección", "en": "The address"})]
    assert post(browser, f"{path}/remove", {}).location == back
    assert known(acme) == []


def test_what_cannot_be_tied_is_refused(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    tool, process = item(acme, "visit", "tool", "Agenda"), item(acme, "visit", "process", "Pay")
    browser = as_member(acme)
    assert "Draw another tool first" in page(browser, f"{BLUEPRINT}/items/{tool}")
    item(acme, "visit", "tool", "Calls")
    for wrong in (tool, process, "none"):
        typed = {"target": str(wrong), "integration": "none", "what_es": "Typed with care"}
        answer = post(browser, f"{BLUEPRINT}/items/{tool}/links", typed)
        assert (answer.status_code, "Typed with care" in answer.get_data(as_text=True)) == (422, True)
    assert known(acme) == []


def test_a_wrong_change_keeps_what_stands(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    made = link(acme, item(acme, "visit", "tool", "A"), item(acme, "visit", "tool", "B"))
    typed = {"integration": "magic", "what_es": "Typed with care"}
    answer = post(as_member(acme), f"{BLUEPRINT}/links/{made}", typed)
    assert (answer.status_code, "Typed with care" in answer.get_data(as_text=True)) == (422, True)
    assert known(acme) == [("by_hand", both("The address"))]
