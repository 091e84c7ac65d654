"""The timeline: its picture, its table, and what has no day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

from flask.testing import FlaskClient

from feedback.programme import actions, timeline
from tests.factories.backlog import found, ground
from tests.factories.people import Member
from tests.factories.programme import agreed, started

SignedIn = Callable[..., FlaskClient]
TIMELINE = "/o/acme/programme/timeline"


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"{TIMELINE}{query}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_empty_timeline_leads_to_the_list_and_an_undated_one_to_dates(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "What you decide to do will stand here." in page(browser)
    ground(acme)
    agreed(acme, title={"en": "Some day"})
    shown = page(browser)
    assert "Nothing has a date yet." in shown
    assert shown.index('id="h-undated"') < shown.index("Some day")


def test_the_picture_has_its_table_its_words_and_its_address(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = started(acme, title={"en": "Tell the hour"}, owner_id=acme.user_id, due_on=date(2020, 3, 1))
    acme.do(lambda: actions.add_milestone(found(number).id, title="Trial", due_on=date(2020, 2, 1)).id)
    browser = as_member(acme)
    shown = page(browser)
    assert 'alt="When each piece of work begins and ends. Tell the hour: 0%, Late, by Mar 1, 2020."' in shown
    assert "1 piece of work." in shown
    assert ">Tell the hour: Trial</th>" in shown
    assert ">February 1, 2020</td>" in shown
    picture = browser.get(f"{TIMELINE}.svg?page=1&lang=en&theme=dark&shape=narrow")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    written = {one.text for one in ElementTree.fromstring(picture.data).iter("{http://www.w3.org/2000/svg}text")}
    assert {"Tell the hour", "today"} <= written
    assert (
        browser.get(
            f"{TIMELINE}.svg?page=1&lang=en&theme=dark&shape=narrow", headers={"If-None-Match": picture.headers["ETag"]}
        ).status_code
        == 304
    )


def test_a_long_programme_has_pages(acme: Member, as_member: SignedIn, monkeypatch: object) -> None:
    ground(acme)
    for month in range(1, 4):
        agreed(acme, title={"en": f"Month {month}"}, due_on=date(2030, month, 1))
    browser = as_member(acme)
    shown = page(browser)
    assert all(f"Month {month}" in shown for month in range(1, 4))
    assert timeline.PAGE >= 3
    assert "Month" not in page(browser, "?page=2")
    assert page(browser, "?page=-5").count("Month 1") == shown.count("Month 1")


def test_a_picture_of_nothing_is_a_picture(acme: Member, as_member: SignedIn) -> None:
    answer = as_member(acme).get(f"{TIMELINE}.svg?page=99999999999")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
