from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.acts import standing
from tests.factories.heard import heard, theme
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.insights.actions.test_stages import places

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(f"/o/acme/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def test_a_sentence_with_all_that_can_be_said_of_it(acme: Member, as_member: Browser) -> None:
    ground(acme)
    mention = heard(acme, stage=None, n=1)[0]
    page = shown(as_member(acme), f"themes/sentences/{mention}")
    assert "We waited far too long here." in page and "It stands in:" in page
    assert "Where it belongs" in page and "How it feels" in page and "It fits no stage of the map" in page
    assert "Put this sentence right" in shown(as_member(acme), "themes/waiting")


def test_moving_it_and_saying_that_it_belongs_nowhere(acme: Member, as_member: Browser) -> None:
    ground(acme)
    first, second = heard(acme, n=2)
    theme(acme, "noise")
    browser = as_member(acme)
    path = f"/o/acme/themes/sentences/{first}"
    answer = post(browser, f"{path}/move", {"into": "noise", "taken_from": ["waiting"]})
    assert (answer.status_code, answer.location) == (303, path)
    assert post(browser, f"/o/acme/themes/sentences/{second}/move", {"into": "none"}).status_code == 303
    assert sorted(standing(acme).values(), key=len) == [frozenset(), frozenset({("noise", 1.0)})]


def test_nothing_chosen_is_said_at_the_field(acme: Member, as_member: Browser) -> None:
    ground(acme)
    mention = heard(acme, stage=None, n=1)[0]
    browser = as_member(acme)
    for act, field in (("move", "into"), ("feeling", "sentiment"), ("stage", "stage")):
        answer = post(browser, f"/o/acme/themes/sentences/{mention}/{act}", {})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.get_data(as_text=True)


def test_feeling_and_place(acme: Member, as_member: Browser) -> None:
    ground(acme)
    mention = heard(acme, stage=None, n=1)[0]
    browser = as_member(acme)
    path = f"/o/acme/themes/sentences/{mention}"
    assert post(browser, f"{path}/feeling", {"sentiment": "pos"}).status_code == 303
    assert post(browser, f"{path}/stage", {"stage": "billing"}).status_code == 303
    assert list(places(acme).values()) == ["billing"]
    assert post(browser, f"{path}/stage", {"stage": "none"}).status_code == 303
    assert list(places(acme).values()) == [None]


def test_who_may_not_and_what_is_not_there(acme: Member, globex: Member, app: Any, as_member: Browser) -> None:
    ground(acme)
    ground(globex)
    mention, theirs = heard(acme, n=1)[0], heard(globex, n=1)[0]
    viewer, browser = as_member(member(app, "acme", Role.VIEWER)), as_member(acme)
    assert viewer.get(f"/o/acme/themes/sentences/{mention}").status_code == 403
    for foreign in (theirs, uuid4()):
        assert browser.get(f"/o/acme/themes/sentences/{foreign}").status_code == 404
        assert post(browser, f"/o/acme/themes/sentences/{foreign}/move", {"into": "none"}).status_code == 404
