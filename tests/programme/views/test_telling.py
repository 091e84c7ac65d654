"""A notice told by e-mail through its pages: who gets it and why not, sending, how far it is, whom it reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from feedback import jobs
from feedback.backlog.actions import cases as linking
from feedback.db import now
from feedback.permissions import Role
from feedback.programme import actions as programme
from feedback.programme import queries as programme_queries
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import cases, groups, surveys
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, notice
from tests.factories.telling import GROUP, News, news
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
NOTICES = "/o/acme/programme/notices"


@pytest.fixture
def told(acme: Member) -> Iterator[News]:
    with news(acme) as opened:
        yield opened


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == status, answer.status_code
    return " ".join(str(answer.get_data(as_text=True)).split())


def mail_page(told: News) -> str:
    return f"{NOTICES}/{told.notice}/mail"


def test_from_the_notice_to_the_mail(told: News, as_member: SignedIn) -> None:
    told.people(2)
    told.person(3, consent=None)
    browser = as_member(told.of)
    assert f'href="{mail_page(told)}"' in page(browser, NOTICES)
    chosen = page(browser, f"{mail_page(told)}?to={GROUP}")
    assert "nobody recorded that the person agreed to be written to" in chosen
    assert "Send it to 2 people" in chosen
    assert "What we heard:<br>That nobody knows the hour." in chosen
    answer = post(browser, mail_page(told), {"to": GROUP, "reply_to": "ana@acme.example"})
    assert answer.status_code == 303
    sending = answer.headers["Location"]
    assert f'data-poll-url="{sending}/progress"' in page(browser, sending)
    jobs.work_off(told.of.app)
    assert len(told.mailbox.mails) == 2
    after = page(browser, sending)
    assert "data-poll-url" not in after
    assert "2 of 2 sent" in after
    assert f'href="{sending}"' in page(browser, NOTICES)


def test_a_contact_s_page_says_what_they_were_told(told: News, as_member: SignedIn) -> None:
    first, other = told.people(1)[0], told.person(2, consent=False)
    told.told()
    browser = as_member(told.of)
    group = told.part()[0]
    shown = page(browser, f"/o/acme/groups/{group}/contacts/{first}")
    assert "Told what came of it" in shown
    assert f"{NOTICES}/mails/" in shown
    assert "Told what came of it" not in page(browser, f"/o/acme/groups/{group}/contacts/{other}")


def test_who_wants_no_more_since_is_counted(told: News, as_member: SignedIn) -> None:
    person, _ = told.people(2)
    [mailing] = told.told()
    told.post.change(person, opted_out_at=now())
    assert "<dt>Want no more mail since</dt><dd>1 person</dd>" in page(as_member(told.of), f"{NOTICES}/mails/{mailing}")


def test_nothing_is_sent_without_a_choice_or_what_is_published(told: News, as_member: SignedIn) -> None:
    told.people(1)
    browser = as_member(told.of)
    refused = post(browser, mail_page(told), {"reply_to": "no address"})
    assert refused.status_code == 422
    assert post(browser, mail_page(told), {"to": GROUP, "reply_to": "no address"}).status_code == 422
    told.of.do(lambda: programme.take_back(told.notice).id)
    assert '<button class="btn btn-primary">Send it to' not in page(browser, f"{mail_page(told)}?to={GROUP}")
    assert post(browser, mail_page(told), {"to": GROUP}).status_code == 409
    jobs.work_off(told.of.app)
    assert told.mailbox.mails == []


def test_it_is_stopped_by_its_button(told: News, as_member: SignedIn) -> None:
    told.people(1)
    [mailing] = told.begun()
    browser = as_member(told.of)
    assert post(browser, f"{NOTICES}/mails/{mailing}/stop", {}).status_code == 303
    assert post(browser, f"{NOTICES}/mails/{mailing}/stop", {}).status_code == 409


def test_a_segment_can_be_chosen(told: News, as_member: SignedIn) -> None:
    with told.of.at_work():
        group = stakeholders.group_named(GROUP)
    groups.segment(told.of, group, "region", "north")
    told.person(1, segments={"region": "north"})
    told.person(2, segments={"region": "south"})
    value = quote(f"{GROUP}/region=north")
    assert "Send it to 1 person" in page(as_member(told.of), f"{mail_page(told)}?to={value}")


def test_people_in_two_of_the_groups_are_counted_once(told: News, as_member: SignedIn) -> None:
    told.person(1)
    told.person(2, "employees", email=f"person1@{GROUP}.example")
    assert "Send it to 1 person" in page(as_member(told.of), f"{mail_page(told)}?to={GROUP}&to=employees")


def test_only_those_who_may_write_to_people_do(told: News, as_member: SignedIn) -> None:
    analyst = as_member(member(told.of.app, "acme", Role.ANALYST))
    assert analyst.get(mail_page(told)).status_code == 403
    assert post(analyst, mail_page(told), {"to": GROUP}).status_code == 403


def test_the_list_asks_as_often_for_one_notice_as_for_many(told: News, as_member: SignedIn) -> None:
    browser = as_member(told.of)
    with counted(told.of.app) as one:
        page(browser, NOTICES)
    for _ in range(2):
        notice(told.of, agreed(told.of))
    with counted(told.of.app) as many:
        page(browser, NOTICES)
    assert len(many) == len(one)


def test_those_who_asked_under_their_name_are_told_with_one_button(told: News, as_member: SignedIn) -> None:
    browser = as_member(told.of)
    assert "Nobody asked for it under their name." in page(browser, mail_page(told))
    assert post(browser, f"{mail_page(told)}/asked", {}).status_code == 409
    person = told.person(1)
    survey = surveys.opened(told.of, surveys.published(told.of, *surveys.standard(None)), [GROUP])
    response = cases.said_by(survey, person, nps=1)
    with told.of.at_work():
        about = programme_queries.notice(told.notice).improvement_id
    case_id = cases.case(told.of, response)
    told.of.do(lambda: linking.add_case(about, case_id).id)
    shown = page(browser, mail_page(told))
    assert "1 person asked for it under their name." in shown
    assert "Tell 1 person who asked" in shown
    assert post(browser, f"{mail_page(told)}/asked", {"reply_to": "no address"}).status_code == 422
    assert post(browser, f"{mail_page(told)}/asked", {"reply_to": "ana@acme.example"}).status_code == 303
    jobs.work_off(told.of.app)
    assert told.mailbox.addresses() == [f"person1@{GROUP}.example"]
    assert "Customers, those who asked for it" in page(browser, mail_page(told))
