"""Opening an issue about an improvement, through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.programme import actions as work
from tests.factories.backlog import analysed, decided, found, ground
from tests.factories.heard import heard
from tests.factories.issues import sent
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed
from tests.factories.trackers import FakeTracker, tracker, tracking

SignedIn = Callable[..., FlaskClient]
PUBLIC = "https://93.184.215.14"


@pytest.fixture
def fake(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(WEBHOOK_PRIVATE=True))
    with tracking() as made:
        yield made


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def field(shown: str, name: str) -> str:
    [value] = re.findall(rf'name="{name}"[^>]*value="([^"]*)"', shown)
    return str(value)


def filled(shown: str, tracker_id: object, **values: str) -> dict[str, Any]:
    [body] = re.findall(r"<textarea[^>]*>\s*([^<]*)</textarea>", shown)
    start = {"form_id": field(shown, "form_id"), "written_in": field(shown, "written_in"), "tracker": str(tracker_id)}
    return {**start, "title": "Tell the hour", "body": body, **values}


def test_what_is_sent_is_shown_changed_sent_and_linked(acme: Member, as_member: SignedIn, fake: FakeTracker) -> None:
    ground(acme)
    number = agreed(acme, "visit", hypothesis="They can plan.", due_on=date(2027, 3, 1))
    browser, path = as_member(acme), f"/o/acme/programme/{number}"
    assert "Connect a tracker" in page(browser, path)
    assert "No tracker is connected yet." in page(browser, f"{path}/issue")
    own = tracker(acme, fake.url)
    assert "Open an issue in acme/work" in page(browser, path)
    assert "Open an issue in acme/work" in page(browser, f"/o/acme/backlog/{number}")
    shown = page(browser, f"{path}/issue")
    assert "They can plan." in shown
    assert f"http://localhost/o/acme/backlog/{number}" in shown
    assert "To be done by March 1, 2027." in shown
    assert "Hasta el 1 de marzo" not in shown
    given = filled(shown, own)
    assert post(browser, f"{path}/issue", given).status_code == 303
    assert post(browser, f"{path}/issue", given).status_code == 303
    assert "On its way" in page(browser, path)
    sent(acme)
    [opened] = fake.issues
    assert opened["title"] == "Tell the hour"
    assert opened["body"].startswith("They can plan.\n\n")
    link = f'href="{fake.url}/acme/work/issues/1"'
    for place in (path, "/o/acme/programme", "/o/acme/programme/board", f"/o/acme/backlog/{number}"):
        assert link in page(browser, place), place
    assert f"{fake.url}/acme/work/issues/1" in page(browser, "/o/acme/programme/work.csv")
    assert "There is an issue about it already" in page(browser, f"{path}/issue")
    [look] = re.findall(r'action="([^"]*/look)"', page(browser, path))
    for fake.closed, said in ((False, "Open there, seen on"), (True, "Closed there, seen on")):
        assert post(browser, look).status_code == 303
        assert said in page(browser, path)
    fake.refusing = [(500, [])]
    assert post(browser, look).status_code == 303
    shown = page(browser, path)
    assert "Closed there, seen on" in shown
    assert "Decided" in shown


def test_only_figures_that_may_be_read_by_everybody_leave(acme: Member, as_member: SignedIn) -> None:
    """Of customers enough raise it and enough do not; the four employees would be known by their number."""
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    heard(acme, "employees", "waiting", "neg", "visit", n=4)
    heard(acme, "customers", "treatment", "pos", "visit", n=5, text="They were very kind to us.")
    analysed(acme)
    decided(acme, 1)
    tracker(acme, PUBLIC)
    browser = as_member(acme)
    shown = page(browser, "/o/acme/programme/1/issue")
    assert re.findall(r"^- .*raise it", shown, re.MULTILINE) == ["- 6 of 11 in Customers raise it"]
    assert "Waited" not in shown


def test_somebodys_own_words_do_not_leave(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3, text="I stood in the rain for two long hours that day.")
    analysed(acme)
    decided(acme, 1)
    own, browser, path = tracker(acme, PUBLIC), as_member(acme), "/o/acme/programme/1/issue"
    shown = page(browser, path)
    words = filled(shown, own, body="They stood in the rain for two long hours that day.")
    answer = post(browser, path, words, headers={"Accept-Language": "en"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "change the marked words first" in text
    assert "in the rain for two long hours that day" in text
    minded = filled(shown, own, body="Write to ana@example.org about it.")
    assert post(browser, path, minded).status_code == 422
    assert post(browser, path, {**minded, "minded": "y"}).status_code == 303


def test_the_text_speaks_the_language_somebody_chose(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme, due_on=date(2027, 3, 1))
    tracker(acme, PUBLIC)
    path = f"/o/acme/programme/{number}/issue"
    browser = as_member(acme)
    assert "Avisar de la hora" in page(browser, f"{path}?text=es")
    assert field(page(browser, f"{path}?text=es"), "written_in") == "es"
    assert field(page(browser, f"{path}?text=xx"), "written_in") == "en"


def test_who_may_and_what_is_not_there(acme: Member, globex: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme)
    own, theirs = tracker(acme, PUBLIC), tracker(globex, PUBLIC)
    path = f"/o/acme/programme/{number}/issue"
    browser = as_member(acme)
    shown = page(browser, path)
    for wrong in ({"tracker": str(theirs)}, {"title": ""}, {"body": " "}, {"tracker": ""}):
        assert post(browser, path, filled(shown, own, **wrong)).status_code == 422, wrong
    for act in ("again", "discard", "look"):
        assert post(browser, f"/o/acme/programme/issues/{uuid4()}/{act}").status_code == 404
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    assert viewer.get(path).status_code == 403
    assert "Open an issue" not in page(viewer, f"/o/acme/programme/{number}")
    acme.do(lambda: work.start(found(number).id).id)
    acme.do(lambda: work.finish(found(number).id))
    assert as_member(acme).get(path).status_code == 409


def test_what_was_not_opened_says_why_and_is_tried_again(acme: Member, as_member: SignedIn, fake: FakeTracker) -> None:
    ground(acme)
    number = agreed(acme)
    own, browser = tracker(acme, fake.url), as_member(acme)
    path = f"/o/acme/programme/{number}"
    post(browser, f"{path}/issue", filled(page(browser, f"{path}/issue"), own))
    fake.refusing = [(401, [])]
    sent(acme)
    shown = page(browser, path)
    assert "Not opened" in shown
    assert "It does not know the token" in shown
    [again] = re.findall(r'action="([^"]*/again)"', shown)
    assert post(browser, again).status_code == 303
    fake.refusing = [(404, [])]
    sent(acme)
    assert post(browser, again.replace("/again", "/discard")).status_code == 303
    assert "Not opened" not in page(browser, path)
