"""Settings, Connections, Issue trackers, through the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.people import Member, member, post
from tests.factories.trackers import TOKEN, connected, tracker, tracking
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
PAGE = "/o/acme/settings/trackers"
PUBLIC = "https://93.184.215.14"
"""A public address by its number, so that no name has to be looked up."""


@pytest.fixture
def near(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trackers may stand on this machine."""
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(WEBHOOK_PRIVATE=True))


def page(client: FlaskClient, path: str = PAGE) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def filled(url: str, kind: str = "github", **values: str) -> dict[str, object]:
    return {"kind": kind, "url": url, "project": "acme/work", "token": TOKEN, **values}


@pytest.mark.usefixtures("near")
def test_a_tracker_is_connected_tried_and_said_in_plain_words(
    acme: Member, as_member: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = as_member(acme)
    assert "No tracker is connected yet." in page(browser)
    with tracking() as fake:
        assert post(browser, PAGE, filled(fake.url), headers={"Accept-Language": "en"}).status_code == 303
        [row] = connected(acme)
        path = f"{PAGE}/{row.id}"
        assert "It works: the project can be read with this token." in page(browser, path)
        assert "It worked on" in page(browser)
        fake.refusing = [(401, ["x-secret: do-not-show"])]
        assert post(browser, f"{path}/try").status_code == 303
        shown = page(browser, path)
        assert "It does not know the token" in shown
        assert "do-not-show" not in shown
        assert "not now" not in shown
        assert post(browser, path, {"project": "acme/gone"}).status_code == 303
        assert "There is no such project" in page(browser, path)
        assert fake.asked[-1] == "GET /api/v3/repos/acme/gone"
    assert post(browser, f"{path}/try").status_code == 303
    assert "could not be reached" in page(browser, path)
    assert TOKEN not in page(browser) + page(browser, path) + page(browser, "/o/acme/settings") + caplog.text
    assert post(browser, f"{path}/remove").status_code == 303
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1", "https://169.254.169.254", "http://93.184.215.14", "https://u:p@x.example"]
)
def test_an_address_inside_is_refused_with_what_was_typed(acme: Member, as_member: SignedIn, url: str) -> None:
    """Case 66; but for the token, which is never sent back."""
    answer = post(as_member(acme), PAGE, filled(url))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "acme/work" in shown
    assert TOKEN not in shown
    assert connected(acme) == []


def test_every_field_says_what_it_wants(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    for wrong in ({"project": "acme"}, {"kind": "bugzilla"}, {"token": "a b"}, {"token": ""}):
        assert post(browser, PAGE, filled(PUBLIC, **wrong)).status_code == 422
    jira = filled(PUBLIC, "jira", project="WORK")
    assert post(browser, PAGE, jira).status_code == 422
    assert post(browser, PAGE, {**jira, "url": "", "issue_type": "Task"}).status_code == 422
    assert connected(acme) == []
    made = tracker(acme, PUBLIC)
    assert "E-mail of the account" not in page(browser, f"{PAGE}/{made}")
    assert post(browser, f"{PAGE}/{made}", {"project": "acme"}).status_code == 422


@pytest.mark.parametrize("role", [Role.MANAGER, Role.VIEWER])
def test_only_who_administers_may_connect_or_try(acme: Member, as_member: SignedIn, role: Role) -> None:
    made = tracker(acme, PUBLIC)
    browser = as_member(member(acme.app, "acme", role))
    assert browser.get(PAGE).status_code == 403
    for path in (PAGE, f"{PAGE}/{made}", f"{PAGE}/{made}/try", f"{PAGE}/{made}/remove"):
        assert post(browser, path, filled(PUBLIC)).status_code == 403


def test_the_tracker_of_another_organisation_is_not_there(acme: Member, globex: Member, as_member: SignedIn) -> None:
    theirs, browser = tracker(globex, PUBLIC), as_member(acme)
    for unknown in (theirs, uuid4()):
        assert browser.get(f"{PAGE}/{unknown}").status_code == 404
        for act in ("", "/try", "/remove"):
            assert post(browser, f"{PAGE}/{unknown}{act}", {"project": "acme/work"}).status_code == 404
    assert [row.id for row in connected(globex)] == [theirs]


def test_the_list_asks_the_same_for_one_and_for_three(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)

    def asked() -> int:
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    tracker(acme, PUBLIC)
    asked()
    before = asked()
    for project in ("acme/a", "acme/b"):
        tracker(acme, PUBLIC, project=project)
    assert asked() == before
