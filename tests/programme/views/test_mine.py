"""My work."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from feedback.db import now
from feedback.permissions import Role
from feedback.programme import actions
from feedback.programme.queries.digests import rhythm_of
from tests.factories.backlog import found, ground
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, started
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
MINE = "/o/acme/programme/mine"


def page(client: FlaskClient) -> str:
    answer = client.get(MINE, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_nothing_of_mine_says_when_something_will_be(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    agreed(acme)
    assert "What you are in charge of will stand here." in page(as_member(acme))


def test_mine_is_parted_by_its_days_and_nobody_elses_is_there(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    me, today = member(acme.app, "acme", Role.CONTRIBUTOR), now().date()
    late = started(acme, title={"en": "Tell"}, owner_id=me.user_id, due_on=today - timedelta(days=2))
    acme.do(lambda: actions.add_milestone(found(late).id, title="Trial", due_on=today + timedelta(days=2)).id)
    agreed(acme, title={"en": "Somebody else's"}, owner_id=acme.user_id, due_on=today)
    shown = page(as_member(me))
    assert "One thing of yours is late." in shown
    assert shown.index('id="h-late"') < shown.index('id="h-soon"') < shown.index("part of “Tell”")
    assert "Somebody else" not in shown


def test_everybody_chooses_their_own_reminders(acme: Member, as_member: SignedIn) -> None:
    viewer = member(acme.app, "acme", Role.VIEWER)
    browser = as_member(viewer)
    assert re.findall(r'<input checked [^>]*name="rhythm"[^>]*value="(\w+)"', page(browser)) == ["weekly"]
    assert post(browser, f"{MINE}/reminders", {"rhythm": "daily"}).status_code == 303
    assert post(browser, f"{MINE}/reminders", {"rhythm": "hourly"}).status_code == 422
    with acme.at_work():
        assert [rhythm_of(one.user_id) for one in (viewer, acme)] == ["daily", "weekly"]


def test_my_work_asks_the_same_for_one_and_for_three(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    started(acme, owner_id=acme.user_id)
    browser = as_member(acme)

    def asked() -> int:
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    before = asked()
    started(acme, owner_id=acme.user_id)
    started(acme, owner_id=acme.user_id)
    assert asked() == before
