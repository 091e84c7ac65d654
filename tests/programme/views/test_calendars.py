"""The address a calendar program fetches: no cookie, no sign-in, only what its member may see, and it ends."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from feedback.accounts import actions as accounts
from feedback.accounts.models import User
from feedback.db import db
from feedback.permissions import Role
from feedback.programme import actions
from feedback.programme.actions import digests
from feedback.programme.queries.digests import token_of as other_token
from tests.factories.backlog import found, ground
from tests.factories.people import Member, member, post
from tests.factories.programme import started

SignedIn = Callable[..., FlaskClient]
MINE, DAY = "/o/acme/programme/mine", date(2027, 3, 1)
CHOOSE, END = f"{MINE}/calendar", f"{MINE}/calendar/end"


def address(browser: FlaskClient, reach: str = "everything", **values: str) -> str:
    """Make one, and read its path from the page."""
    assert post(browser, CHOOSE, {"reach": reach, **values}).status_code == 303
    return shown(browser)


def shown(browser: FlaskClient) -> str:
    page = browser.get(MINE, headers={"Accept-Language": "en"}).get_data(as_text=True)
    [path] = re.findall(r'value="https?://[^/"]+(/u/calendar/[a-z2-7]{56}\.ics)"', page)
    return str(path)


def titles(app: Flask, path: str) -> list[str]:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_a_program_without_a_cookie_reads_the_dates_and_is_given_none(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = started(acme, title={"en": "Tell the hour", "es": "Avisar"}, due_on=DAY)
    path = address(as_member(acme))
    answer = acme.app.test_client().get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["Cache-Control"].startswith("private")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    [event] = Calendar.from_ical(answer.data).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["SUMMARY"].params["LANGUAGE"]) == ("Hasta hoy: Avisar", "es")
    assert event["DTSTART"].dt == DAY
    assert str(event["URL"]).endswith(f"/o/acme/programme/{number}")


def test_who_has_it_already_is_not_sent_it_again(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = started(acme, due_on=DAY)
    path, program = address(as_member(acme)), acme.app.test_client()
    tag = program.get(path).headers["ETag"]
    assert program.get(path, headers={"If-None-Match": tag}).status_code == 304
    acme.do(lambda: actions.add_milestone(found(number).id, title="Trial", due_on=DAY).id)
    assert program.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_mine_or_everything_and_nothing_of_another_organisation(
    acme: Member, globex: Member, as_member: SignedIn
) -> None:
    for of, title in ((acme, "Ours"), (globex, "Theirs")):
        ground(of)
        started(of, title={"es": title}, due_on=DAY)
    me = member(acme.app, "acme", Role.VIEWER)
    browser = as_member(me)
    path = address(browser)
    assert titles(acme.app, path) == ["Hasta hoy: Ours"]
    assert address(browser, "mine") == path
    assert titles(acme.app, path) == []


def test_a_new_address_ends_the_old_one_and_it_can_be_ended(acme: Member, as_member: SignedIn) -> None:
    browser, program = as_member(acme), acme.app.test_client()
    first = address(browser)
    second = address(browser, fresh="1")
    assert [program.get(path).status_code for path in (first, second)] == [410, 200]
    assert post(browser, END, {}).status_code == 303
    assert program.get(second).status_code == 410
    assert "/u/calendar/" not in browser.get(MINE).get_data(as_text=True)


def test_who_left_or_may_not_sign_in_has_no_calendar(acme: Member, as_member: SignedIn) -> None:
    leaving, disabled = (member(acme.app, "acme", role) for role in (Role.CONTRIBUTOR, Role.ANALYST))
    paths = [address(as_member(one)) for one in (leaving, disabled)]
    acme.do(lambda: accounts.remove_member(accounts.member(leaving.user_id)))

    acme.do(lambda: accounts.disable(db.session.get_one(User, disabled.user_id)))
    assert [acme.app.test_client().get(path).status_code for path in paths] == [410, 410]


def test_a_link_of_another_kind_opens_no_calendar_and_guessing_ends(acme: Member, as_member: SignedIn) -> None:
    path, program = address(as_member(acme)), acme.app.test_client()
    token = path.removeprefix("/u/calendar/").removesuffix(".ics")
    other = acme.do(lambda: other_token(digests.known(acme.user_id).id))
    for wrong in (other, f"{'b' if token[0] == 'a' else 'a'}{token[1:]}", token.upper(), f"{token}="):
        assert program.get(f"/u/calendar/{wrong}.ics").status_code == 404
    assert program.get(f"/u/work/{token}").status_code == 404
    codes = [program.get("/u/calendar/nothing.ics").status_code for _ in range(30)]
    assert codes[-1] == 429
    assert program.get(path).status_code == 200


def test_no_line_of_the_log_holds_the_address(
    acme: Member, as_member: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    path = address(as_member(acme))
    with caplog.at_level(logging.INFO, "feedback.requests"):
        acme.app.test_client().get(path)
    line = caplog.records[-1]
    assert line.__dict__["rule"] == "/u/calendar/<token>.ics"
    assert path.split("/")[-1][:56] not in str(line.__dict__)


def test_a_reach_that_is_none_changes_nothing(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert post(browser, CHOOSE, {"reach": "theirs"}).status_code == 422
    assert "/u/calendar/" not in browser.get(MINE).get_data(as_text=True)
