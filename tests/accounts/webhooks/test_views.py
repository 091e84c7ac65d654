"""Settings, Connections, Webhooks, through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.accounts.webhooks import queries, rules
from feedback.permissions import Role
from tests.factories.listener import listening, status
from tests.factories.people import Member, member, post
from tests.factories.webhooks import delivered, log, told, webhook
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
PAGE = "/o/acme/settings/webhooks"
PUBLIC = "https://93.184.215.14/hook"
"""A public address by its number, so that no name has to be looked up."""
INSIDE = ["https://127.0.0.1/", "https://localhost/", "https://169.254.169.254/latest", "https://2130706433/"]


@pytest.fixture
def near(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Webhooks may reach this machine."""
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(WEBHOOK_PRIVATE=True))


def page(client: FlaskClient, path: str = PAGE) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def filled(url: str, *events: str, name: str = "CRM") -> dict[str, object]:
    return {"name": name, "url": url, "events": list(events or rules.EVENTS)}


def test_a_webhook_is_added_and_its_secret_is_shown_once(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "No other system is told anything yet." in page(browser)
    answer = post(browser, PAGE, filled(PUBLIC))
    assert answer.status_code == 200
    [secret] = re.findall(r"whsec_[\w+/=]+", answer.get_data(as_text=True))
    with acme.at_work():
        [row] = queries.webhooks()
    assert (row.url, row.events) == (PUBLIC, list(rules.EVENTS))
    assert "whsec_" not in page(browser) + page(browser, f"{PAGE}/{row.id}")
    changed = post(browser, f"{PAGE}/{row.id}/secret").get_data(as_text=True)
    [newer] = re.findall(r"whsec_[\w+/=]+", changed)
    assert newer != secret


@pytest.mark.parametrize(
    "url", [*INSIDE, "http://93.184.215.14/", "https://u:p@93.184.215.14/", "ftp://x.example/", ""]
)
def test_an_address_inside_is_refused_with_everything_still_there(acme: Member, as_member: SignedIn, url: str) -> None:
    """Case 66 at saving, new and changed."""
    browser = as_member(acme)
    known, _ = webhook(acme, PUBLIC)
    for path in (PAGE, f"{PAGE}/{known}"):
        answer = post(browser, path, filled(url, "case.opened", name="My own name"))
        assert answer.status_code == 422, path
        assert "My own name" in answer.get_data(as_text=True)
    with acme.at_work():
        assert [(row.name, row.url) for row in queries.webhooks()] == [("CRM", PUBLIC)]


@pytest.mark.usefixtures("near")
def test_a_test_is_sent_and_the_log_says_how_it_went(acme: Member, as_member: SignedIn) -> None:
    """Case 71: status and time, nothing of what the other side said."""
    browser = as_member(acme)
    with listening(status(500, "x-secret: do-not-show"), status(200)) as other:
        made, _ = webhook(acme, other.url())
        path = f"{PAGE}/{made}"
        assert "Send a test to see whether it arrives." in page(browser, path)
        assert post(browser, f"{path}/test").status_code == 303
        assert "Waiting to be sent" in page(browser, path)
        delivered(acme)
        shown = page(browser, path)
        assert "500" in shown
        assert "could not take it" in shown
        assert "do-not-show" not in shown
        assert "ok" not in re.findall(r"<td[^>]*>([^<]*)</td>", shown)
        [row] = log(acme, made)
        assert row.event == "test"
        again = f"{PAGE}/messages/{row.id}/again"
        assert post(browser, again).status_code == 409
        assert post(browser, f"{path}/switch", {"to": "off"}).status_code == 303
        assert "Somebody switched it off." in page(browser, path)
        assert post(browser, again).status_code == 409
        assert post(browser, f"{path}/switch", {"to": "on"}).status_code == 303
        assert post(browser, again).status_code == 303
        delivered(acme)
    assert "Delivered" in page(browser, path)
    assert other.connections == 2


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("role", [Role.MANAGER, Role.ANALYST, Role.CONTRIBUTOR, Role.VIEWER])
def test_only_who_administers_may_send_anything(acme: Member, as_member: SignedIn, role: Role) -> None:
    """Cases 14 and 71."""
    browser = as_member(member(acme.app, "acme", role))
    with listening() as other:
        made, _ = webhook(acme, other.url())
        assert browser.get(PAGE).status_code == 403
        for path in (PAGE, f"{PAGE}/{made}", f"{PAGE}/{made}/test", f"{PAGE}/{made}/secret", f"{PAGE}/{made}/switch"):
            assert post(browser, path, filled(other.url())).status_code == 403, path
        delivered(acme)
        assert other.connections == 0
    assert log(acme, made) == []


@pytest.mark.usefixtures("near")
def test_nothing_is_sent_to_a_webhook_that_is_not_saved(acme: Member, globex: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    with listening() as other:
        theirs, _ = webhook(globex, other.url())
        for unknown in (uuid4(), theirs):
            assert post(browser, f"{PAGE}/{unknown}/test", {"url": other.url()}).status_code == 404
        delivered(acme)
        assert other.connections == 0


def test_a_webhook_is_changed_and_removed(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    made, _ = webhook(acme, PUBLIC)
    told(acme)
    path = f"{PAGE}/{made}"
    assert post(browser, path, filled(PUBLIC, "decision.made", name="ERP")).status_code == 303
    assert "ERP" in page(browser)
    assert post(browser, path, {"name": "ERP", "url": PUBLIC}).status_code == 422
    assert post(browser, f"{path}/remove").status_code == 303
    assert browser.get(path).status_code == 404


def test_the_pages_ask_the_same_for_one_and_for_three(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    made, _ = webhook(acme, PUBLIC)

    def asked(path: str) -> int:
        with counted(acme.app) as statements:
            page(browser, path)
        return len(statements)

    told(acme)
    asked(PAGE)
    before = asked(PAGE), asked(f"{PAGE}/{made}")
    for name in ("A", "B"):
        webhook(acme, PUBLIC, name=name)
    told(acme, times=2)
    assert (asked(PAGE), asked(f"{PAGE}/{made}")) == before
