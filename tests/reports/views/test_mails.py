"""Pages of reports that go out by e-mail."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from feedback.db import now
from feedback.journeys.queries import functions
from feedback.permissions import Role
from feedback.reports.queries import schedules
from tests.factories.functions import area
from tests.factories.people import Member, member, post
from tests.factories.reports import schedule

SignedIn = Callable[..., FlaskClient]
MAILS = "/o/acme/reports/mails"


def page(browser: FlaskClient, address: str = MAILS) -> str:
    answer = browser.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_one_is_set_up_and_changed(acme: Member, as_member: SignedIn) -> None:
    area(acme, "field", "Field staff")
    browser = as_member(acme)
    assert "No report goes out by itself yet." in page(browser)
    assert "Summary for Field staff" in page(browser, f"{MAILS}/new")
    typed = {"area": "", "every": "month", "next_on": f"{now():%Y-%m-%d}", "readers": [str(acme.user_id)]}
    assert post(browser, f"{MAILS}/new", typed).location == MAILS
    with acme.at_work():
        [row] = schedules.schedules()
    shown = page(browser)
    assert "every month" in shown
    assert "nothing goes out before there is one" in shown
    assert "checked" in page(browser, f"{MAILS}/{row.id}")
    assert post(browser, f"{MAILS}/{row.id}", {**typed, "every": "quarter", "workbook": "y"}).status_code == 303
    assert "every three months" in page(browser)
    assert "with the workbook" in page(browser)
    assert "slides" not in page(browser)
    assert post(browser, f"{MAILS}/{row.id}", {**typed, "shape": "both"}).status_code == 303
    assert "with the slides" in page(browser)
    assert re.search(r'<input checked[^>]*value="both"', page(browser, f"{MAILS}/{row.id}"))


def test_an_area_has_no_slides(acme: Member, as_member: SignedIn) -> None:
    area(acme, "field", "Field staff")
    with acme.at_work():
        [own] = functions.functions()
    typed = {"area": str(own.id), "every": "week", "next_on": f"{now():%Y-%m-%d}", "readers": [str(acme.user_id)]}
    answer = post(as_member(acme), f"{MAILS}/new?lang=en", {**typed, "shape": "slides"})
    assert answer.status_code == 422
    assert "Slides are there of the management report only" in answer.get_data(as_text=True)


def test_what_is_wrong_is_said_and_what_was_typed_stays(acme: Member, as_member: SignedIn) -> None:
    typed = {"area": "", "every": "week", "next_on": "2020-01-01", "readers": [str(acme.user_id)]}
    wrongs: list[dict[str, object]] = [{}, {"readers": []}, {"next_on": "soon"}, {"every": "hour"}]
    for wrong in wrongs:
        answer = post(as_member(acme), f"{MAILS}/new", {**typed, **wrong})
        assert answer.status_code == 422
    assert "2020-01-01" in post(as_member(acme), f"{MAILS}/new", typed).get_data(as_text=True)
    with acme.at_work():
        assert schedules.schedules() == []


def test_a_member_ends_it_for_themselves_and_who_decides_for_everybody(
    app: Flask, acme: Member, as_member: SignedIn
) -> None:
    viewer = member(app, "acme", Role.VIEWER)
    made = schedule(acme, acme.user_id, viewer.user_id)
    browser = as_member(viewer)
    shown = page(browser)
    assert "Not to me any more" in shown
    assert "End it for everybody" not in shown
    assert post(browser, f"{MAILS}/{made}/end").status_code == 403
    assert post(browser, f"{MAILS}/{made}/leave").status_code == 303
    assert "Not to me any more" not in page(browser)
    assert post(as_member(acme), f"{MAILS}/{made}/end").status_code == 303
    with acme.at_work():
        assert schedules.schedules() == []
