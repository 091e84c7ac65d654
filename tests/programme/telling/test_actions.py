"""Telling people by mail: everybody who agreed, once, and only what is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from feedback import jobs
from feedback.db import db, find, now
from feedback.errors import Conflict, Invalid, NotFound
from feedback.jobs import Job
from feedback.mail import MailServer
from feedback.outreach.models import Delivery
from feedback.programme import actions as programme
from feedback.programme.telling import actions, queries
from feedback.stakeholders.actions.contacts import erase_contact, keep_contact
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import groups
from tests.factories.mailbox import text_of
from tests.factories.people import Member
from tests.factories.telling import GROUP, News, news


@pytest.fixture
def told(acme: Member) -> Iterator[News]:
    with news(acme) as opened:
        yield opened


def mail_of(number: int, group: str = GROUP) -> str:
    return f"person{number}@{group}.example"


def test_everybody_who_agreed_is_told_once_in_their_language(told: News) -> None:
    told.person(1, lang="en")
    told.person(2, lang="es")
    [mailing] = told.told(reply_to="ana@acme.example")
    assert sorted(told.mailbox.addresses()) == [mail_of(1), mail_of(2)]
    [english] = told.mailbox.to(mail_of(1))
    assert english["Subject"] == "What came of what we heard: Tell the arrival time"
    assert english["Reply-To"] == "ana@acme.example"
    assert english["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = text_of(english)
    assert body.startswith("Hello Person 1,\n\nWhat we heard:\nThat nobody knows the hour.")
    assert "/said/acme" in body
    [spanish] = told.mailbox.to(mail_of(2))
    assert text_of(spanish).startswith("Hola Person 2:\n\nLo que escuchamos:\nQue nadie sabe la hora.")
    assert told.post.mailing(mailing).state == "done"
    with pytest.raises(Conflict, match="Nobody of them"):
        told.told()


def test_who_did_not_agree_or_wants_no_more_is_left_out_with_the_reason(told: News) -> None:
    told.person(1, consent=None)
    told.person(2, consent=False)
    out, gone = told.person(3), told.person(4)
    told.person(5)
    told.post.change(out, opted_out_at=now())
    told.post.change(gone, bounce="hard")
    [mailing] = told.told()
    assert told.post.fates(mailing) == {
        mail_of(1): ("skipped", "unasked"),
        mail_of(2): ("skipped", "no_consent"),
        mail_of(3): ("skipped", "opted_out"),
        mail_of(4): ("skipped", "bounced"),
        mail_of(5): ("sent", ""),
    }


def test_somebody_in_two_groups_is_told_once(told: News) -> None:
    told.person(1)
    told.person(2, "employees", email=mail_of(1))
    told.person(3, "employees")
    told.told(GROUP, "employees")
    assert sorted(told.mailbox.addresses()) == [mail_of(1), mail_of(3, "employees")]


def test_only_a_segment_is_told(told: News) -> None:
    told.person(1, segments={"region": "north"})
    told.person(2, segments={"region": "south"})
    told.of.do(lambda: [one.id for one in actions.send_notice(told.notice, to=[told.part(region="north")])])
    jobs.work_off(told.of.app)
    assert told.mailbox.addresses() == [mail_of(1)]


def test_one_click_ends_it_for_the_next_notice(told: News) -> None:
    told.people(1)
    told.told()
    [mail] = told.mailbox.mails
    path = str(mail["List-Unsubscribe"]).split(">")[0].partition("/u/")[2]
    answer = told.of.app.test_client().post(f"/u/{path}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    with told.of.at_work():
        assert db.session.query(Contact).one().opted_out_at is not None


def test_one_bad_address_stops_nobody_and_is_known_afterwards(told: News) -> None:
    bad, *_ = told.people(3)
    told.mailbox.refusals[mail_of(1)] = "550 5.1.1 no such user"
    [mailing] = told.told()
    assert told.post.fates(mailing)[mail_of(1)] == ("bounced", "bounced")
    assert sorted(told.mailbox.addresses()) == [mail_of(2), mail_of(3)]
    with told.of.at_work():
        assert find(Contact, bad).bounce == "hard"


def test_a_crash_while_sending_is_followed_by_one_more_try_under_the_same_id(
    told: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.people(2)
    send, broken = MailServer.send, [True]

    def crash(server: MailServer, mail: object) -> object:
        outcome = send(server, mail)  # type: ignore[arg-type]
        if broken.pop() if broken else False:
            raise SystemExit("killed after the server took it")
        return outcome

    monkeypatch.setattr(MailServer, "send", crash)
    [mailing] = told.begun()
    with pytest.raises(SystemExit):
        jobs.work_off(told.of.app)
    told.post.work(timedelta(minutes=5))
    told.post.work(timedelta(minutes=5))
    assert set(told.post.fates(mailing).values()) == {("sent", "")}
    ids = [(to, mail["Message-ID"]) for to, mail in zip(told.mailbox.addresses(), told.mailbox.mails, strict=True)]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_only_what_is_published_is_sent_and_taking_it_back_stops_it(told: News) -> None:
    told.people(2)
    [mailing] = told.begun()
    told.of.do(lambda: programme.take_back(told.notice).id)
    jobs.work_off(told.of.app)
    assert told.mailbox.mails == []
    assert told.post.mailing(mailing).state == "stopped"
    with pytest.raises(Conflict, match="Publish it first"):
        told.begun()
    with pytest.raises(Conflict, match="were told"):
        told.of.do(programme.discard, told.notice)


def test_what_was_sent_is_what_was_published_then(told: News) -> None:
    told.people(1)
    told.told()
    told.of.do(lambda: programme.take_back(told.notice).id)
    heard = {"es": "Otra cosa.", "en": "Something else."}
    told.of.do(lambda: programme.change_notice(told.notice, kind="done", heard=heard, answer=heard).id)
    with told.of.at_work():
        [mailing] = queries.sent_about([told.notice])[told.notice]
        assert "That nobody knows the hour." in mailing.texts["en"]["body"]


def test_it_is_refused_where_nobody_or_nothing_is_there(told: News, globex: Member) -> None:
    with pytest.raises(Conflict, match="Nobody of them"):
        told.begun()
    told.people(1)
    with pytest.raises(Invalid) as refused:
        told.of.do(lambda: actions.send_notice(told.notice, to=[]))
    assert set(refused.value.fields) == {"to"}
    with pytest.raises(Invalid) as refused:
        told.begun(reply_to="nobody")
    assert set(refused.value.fields) == {"reply_to"}
    with pytest.raises(NotFound):
        globex.do(lambda: actions.send_notice(told.notice, to=[told.part()]))
    told.of.app.config["FEEDBACK"] = told.of.app.config["FEEDBACK"].replaced(SMTP_URL="")
    with pytest.raises(Conflict, match="mail server"):
        told.begun()


def test_stopping_it_leaves_the_rest_alone(told: News) -> None:
    told.people(2)
    [mailing] = told.begun()
    told.of.do(lambda: actions.stop(mailing).id)
    jobs.work_off(told.of.app)
    assert told.mailbox.mails == []
    with pytest.raises(Conflict):
        told.of.do(lambda: actions.stop(mailing).id)


def test_an_erased_person_leaves_no_row_of_what_they_were_told(told: News) -> None:
    [person] = told.people(1)
    told.told()
    told.of.do(lambda: erase_contact(find(Contact, person), by=None))
    with told.of.at_work():
        assert db.session.query(Delivery).count() == 0


def test_a_lost_job_is_taken_up_by_the_round(told: News) -> None:
    told.people(1)
    told.begun()
    told.of.do(lambda: db.session.execute(delete(Job)) and None)
    told.post.work()
    assert told.mailbox.addresses() == [mail_of(1)]


def test_who_comes_back_into_the_group_is_told_only_once(told: News) -> None:
    """The address says whether somebody was told, not the row of the contact."""
    told.people(1)
    told.told()
    told.of.do(
        lambda: keep_contact(group=groups.group_named("employees"), email=mail_of(1), consent=True, source="test")[0].id
    )
    with pytest.raises(Conflict, match="Nobody of them"):
        told.begun("employees")
