"""The page that says how far notices reached and whether the loop closes."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.backlog import ground
from tests.factories.people import Member
from tests.factories.programme import agreed, notice
from tests.factories.telling import news
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
REACH = "/o/acme/programme/reach"


def page(client: FlaskClient) -> str:
    answer = client.get(REACH, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return " ".join(str(answer.get_data(as_text=True)).split())


def test_before_anything_was_told_it_says_what_it_takes(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    shown = page(as_member(acme))
    for words in ("Nothing was published yet.", "There is nothing to compare yet", "Nobody has opened one yet."):
        assert words in shown


def test_mails_and_openings_of_a_notice_stand_in_its_row(acme: Member, as_member: SignedIn) -> None:
    with news(acme) as told:
        told.people(2)
        told.told()
        for _ in range(3):
            acme.app.test_client().post("/said/acme")
        shown = page(as_member(acme))
    row = shown[shown.index('<tr role="row"><th scope="row" role="rowheader"><a href=') :].split("</tr>")[0]
    assert 'data-label="Mails to groups" class="num">2</td>' in row
    assert 'data-label="Mails to those who asked" class="num">0</td>' in row
    assert 'data-label="Its pages were opened since" class="num">3</td>' in row
    assert "3 openings" in shown
    assert "0 days" in shown


def test_it_asks_as_often_for_one_notice_as_for_many(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    browser = as_member(acme)
    notice(acme, agreed(acme))
    page(browser)
    with counted(acme.app) as one:
        page(browser)
    for _ in range(3):
        notice(acme, agreed(acme))
    with counted(acme.app) as many:
        page(browser)
    assert len(many) == len(one)
