from __future__ import annotations

from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories import claims
from tests.factories.journeys import current, journey
from tests.factories.people import Member, member, post

Browser = Callable[..., FlaskClient]
PAGE = "/o/acme/journey/review"


def shown(client: FlaskClient, path: str = PAGE) -> str:
    answer = client.get(f"{path}?lang=en")
    assert answer.status_code == 200, answer.status_code
    return " ".join(unescape(answer.get_data(as_text=True)).split())


def test_without_stages_or_areas_the_page_says_what_to_do(acme: Member, as_member: Browser) -> None:
    browser = as_member(acme)
    assert "There is no map to send yet." in shown(browser)
    journey(acme)
    assert "There is no area to ask." in shown(browser)


def test_from_sending_to_who_has_not_answered(acme: Member, as_member: Browser) -> None:
    journey(acme)
    claims.areas(acme, "operations", "marketing")
    browser = as_member(acme)
    assert "Nobody was asked yet." in shown(browser)
    ticked = ["operations/visit", "operations/billing", "marketing/visit", "moon/visit"]
    assert post(browser, f"{PAGE}/send", {"ask": ticked}).status_code == 303
    page = shown(browser)
    assert "2 stages open" in page and "one stage open" in page
    area = as_member(member(acme.app, "acme", Role.CONTRIBUTOR))
    _, visit, billing = current(acme)
    empty = post(area, f"{PAGE}/operations/{visit.id}", {"verdict": "disputed", "note": ""})
    assert empty.status_code == 422 and "aria-invalid" in empty.get_data(as_text=True)
    disputed = post(area, f"{PAGE}/operations/{visit.id}", {"verdict": "disputed", "note": "We never call."})
    assert disputed.status_code == 303
    assert post(area, f"{PAGE}/operations/{billing.id}", {"verdict": "confirmed"}).status_code == 303
    assert "“We never call.”" in shown(area, f"{PAGE}/operations")
    page = shown(browser)
    assert "answered" in page and "Visit: “We never call.”" in page and "one stage open" in page
    assert "We never call." in shown(browser, "/o/acme/journey/claims")


def test_areas_and_stages_that_are_not_there(acme: Member, globex: Member, as_member: Browser) -> None:
    journey(acme)
    (arrival,) = journey(globex, ("arrival",))
    claims.areas(acme, "operations")
    browser = as_member(acme)
    assert "This area was not asked about any stage." in shown(browser, f"{PAGE}/operations")
    assert browser.get(f"{PAGE}/moon").status_code == 404
    assert post(browser, f"{PAGE}/operations/{arrival.id}", {"verdict": "confirmed"}).status_code == 404


def test_who_may_only_look_neither_sends_nor_answers(acme: Member, as_member: Browser) -> None:
    visit = journey(acme)[1]
    claims.areas(acme, "operations")
    browser = as_member(member(acme.app, "acme", Role.VIEWER))
    assert "Send to areas" not in shown(browser).partition("Who has answered")[2]
    assert post(browser, f"{PAGE}/send", {"ask": "operations/visit"}).status_code == 403
    assert post(browser, f"{PAGE}/operations/{visit.id}", {"verdict": "confirmed"}).status_code == 403
