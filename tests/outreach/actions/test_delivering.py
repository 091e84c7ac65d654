"""Sending: everybody once, whatever breaks in between, and nobody who should not be written to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import func, select

from feedback import jobs
from feedback.db import db, now
from feedback.mail import MailServer
from feedback.outreach.actions import delivering, listing, mailings
from feedback.outreach.models import Delivery, Invitation, Mailing
from feedback.stakeholders.models import Contact
from feedback.surveys.actions import surveys as launching
from feedback.surveys.queries import surveys as launched
from tests.factories import surveys
from tests.factories.mailbox import text_of
from tests.factories.mailings import GROUP, Post, posting
from tests.factories.people import Member

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def post(acme: Member) -> Iterator[Post]:
    with posting(acme) as opened:
        yield opened


@pytest.fixture
def protected(acme: Member) -> Iterator[Post]:
    with posting(acme, "anonymous") as opened:
        yield opened


def mail_of(number: int) -> str:
    return f"person{number}@{GROUP}.example"


def test_everybody_gets_one_mail_with_a_link_of_their_own(post: Post) -> None:
    post.people(3)
    mailing = post.sent()
    assert post.fates(mailing) == {mail_of(number): ("sent", "") for number in (1, 2, 3)}
    assert sorted(post.mailbox.addresses()) == [mail_of(number) for number in (1, 2, 3)]
    assert post.mailing(mailing).state == "done"
    links = {mail.get_content().split("/i/")[1].split()[0] for mail in post.mailbox.mails}
    assert len(links) == 3
    post.work(DAY)
    assert len(post.mailbox.mails) == 3


def test_who_opts_out_between_listing_and_sending_gets_nothing(post: Post) -> None:
    ids = post.people(2)
    mailing = post.draft(per_hour=1)
    post.of.do(mailings.send, mailing)
    post.work()
    assert len(post.mailbox.mails) == 1
    for one in ids:
        post.change(one, opted_out_at=now())
    post.work(2 * DAY)
    assert sorted(post.fates(mailing).values()) == [("sent", ""), ("skipped", "opted_out")]
    assert len(post.mailbox.mails) == 1


def test_a_server_that_is_away_loses_and_doubles_nothing(post: Post) -> None:
    post.people(2)
    there = post.of.app.config["FEEDBACK"]
    mailing = post.draft()
    post.of.do(mailings.send, mailing)
    post.of.app.config["FEEDBACK"] = there.replaced(SMTP_URL="smtp://127.0.0.1:9")
    post.work()
    assert set(post.fates(mailing).values()) == {("waiting", "")}
    post.of.app.config["FEEDBACK"] = there
    post.work(2 * MINUTE)
    assert sorted(post.mailbox.addresses()) == [mail_of(1), mail_of(2)]


class Killed(BaseException):
    """What ends a process is no exception that code handles."""


def killed_once(monkeypatch: pytest.MonkeyPatch, *, arrived: bool) -> None:
    """The process ends while the first mail is being handed over: after the server took it, or before."""
    whole = MailServer.send

    def dies(self: MailServer, mail: Any) -> Any:
        monkeypatch.setattr(MailServer, "send", whole)
        if arrived:
            whole(self, mail)
        raise Killed

    monkeypatch.setattr(MailServer, "send", dies)


@pytest.mark.parametrize("arrived", [True, False])
def test_a_crash_while_sending_is_followed_by_one_more_try_under_the_same_id(
    post: Post, monkeypatch: pytest.MonkeyPatch, arrived: bool
) -> None:
    post.people(3)
    mailing = post.draft()
    post.of.do(mailings.send, mailing)
    killed_once(monkeypatch, arrived=arrived)
    with pytest.raises(Killed):
        jobs.work_off(post.of.app)
    assert sorted(post.fates(mailing).values()) == [("sending", ""), ("waiting", ""), ("waiting", "")]
    post.work()
    post.work(3 * MINUTE)
    assert post.fates(mailing) == {mail_of(number): ("sent", "") for number in (1, 2, 3)}
    sent = [(mail["Message-ID"], to) for mail, to in zip(post.mailbox.mails, post.mailbox.addresses(), strict=True)]
    assert len(sent) == 3 + arrived
    assert len(set(sent)) == 3


def test_after_two_crashes_over_one_mail_it_is_left(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.people(1)
    mailing = post.draft()
    post.of.do(mailings.send, mailing)
    for _ in range(2):
        killed_once(monkeypatch, arrived=True)
        with pytest.raises(Killed):
            jobs.work_off(post.of.app)
        post.pass_time(3 * MINUTE)
    post.work()
    assert post.fates(mailing) == {mail_of(1): ("failed", "interrupted")}
    assert len({mail["Message-ID"] for mail in post.mailbox.mails}) == 1
    assert len(post.mailbox.mails) == 2


def test_a_mail_that_is_being_sent_belongs_to_its_sender(post: Post) -> None:
    post.people(2)
    mailing = post.draft()
    post.of.do(mailings.send, mailing)

    def begin() -> delivering.Step:
        assert listing.start(mailing, now())
        while listing.list_some(mailing):
            pass
        return delivering.next_step(mailing, now())

    first = post.of.do(begin)
    second = post.of.do(delivering.next_step, mailing, now())
    assert first.letter and second.letter
    assert first.letter.to != second.letter.to
    third = post.of.do(delivering.next_step, mailing, now())
    assert third.letter is None
    assert 60 < third.again_in <= 120


def test_the_pace_is_kept_over_the_hour(post: Post) -> None:
    post.people(5)
    mailing = post.sent(per_hour=120)
    assert len(post.mailbox.mails) == 2
    post.work()
    assert len(post.mailbox.mails) == 2
    post.work(MINUTE)
    assert len(post.mailbox.mails) == 4
    post.work(MINUTE)
    assert post.mailing(mailing).state == "done"


def test_it_stops_when_enough_have_answered_and_when_the_survey_closes(post: Post) -> None:
    post.people(3)
    surveys.answered(post.survey, GROUP, 2, nps=9)
    full = post.sent(quota=2)
    assert (post.mailing(full).state, post.mailing(full).reason) == ("stopped", "quota")
    assert set(post.fates(full).values()) == {("skipped", "quota")}
    slow = post.sent(per_hour=1, quota=3)
    assert len(post.mailbox.mails) == 1
    post.of.do(lambda: launching.close(launched.survey(post.survey.code)))
    post.work(DAY)
    assert (post.mailing(slow).state, post.mailing(slow).reason) == ("stopped", "closed")
    assert sorted(post.fates(slow).values()) == [("sent", ""), ("skipped", "closed"), ("skipped", "closed")]


def rows(of: Member, model: type) -> int:
    with of.at_work():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_nothing_tells_who_got_a_protected_reminder_once_it_is_sent(protected: Post) -> None:
    ids = protected.people(6)
    first = protected.sent(remind_times=1, remind_after_days=1)
    protected.use(ids[0], ids[1])
    protected.mailbox.refusals = {mail_of(3): "550 5.1.1 No such user"}
    protected.work(DAY + MINUTE)
    assert sorted(protected.mailbox.addresses()[6:]) == [mail_of(4), mail_of(5), mail_of(6)]
    assert protected.fates(first) == {mail_of(number): ("sent", "") for number in range(1, 7)}
    assert rows(protected.of, Delivery) == 6
    assert rows(protected.of, Mailing) == 2
    with protected.of.at_work():
        assert set(db.session.scalars(select(Contact.bounce))) == {""}


def test_the_one_mail_after_a_service_is_checked_when_it_is_sent(post: Post) -> None:
    ids = post.people(3)
    texts = {"es": {"subject": "Hola", "body": "{link}"}}

    def ask(contact_id: UUID) -> UUID:
        invitation = Invitation(
            survey_id=post.survey.id, group_id=post.survey.groups[GROUP], contact_id=contact_id, occasion="service 1"
        )
        db.session.add(invitation)
        db.session.flush()
        return mailings.send_now(invitation, texts).id

    made = [post.of.do(ask, one) for one in ids]
    post.change(ids[0], opted_out_at=now())
    post.use(ids[1])
    post.work()
    assert post.mailbox.recipients == [[mail_of(3)]]
    with post.of.at_work():
        known = {row.id: (row.state, row.reason) for row in db.session.scalars(select(Delivery))}
    assert [known[one] for one in made] == [("skipped", "opted_out"), ("skipped", "answered"), ("sent", "")]


def test_a_clock_that_jumps_loses_and_doubles_nothing(post: Post) -> None:
    """Case 99: a day back and ten years on, while mails wait, are sent, and links are used."""
    people = post.people(3)
    mailing = post.draft(per_hour=60)
    with time_machine.travel(now(), tick=False) as clock:
        began = now()
        post.of.do(mailings.send, mailing)
        post.work()
        assert len(post.mailbox.mails) == 1
        for moment in (began - DAY, began + 3650 * DAY, began + 3651 * DAY, began, began + DAY):
            clock.move_to(moment)
            post.work()
        assert sorted(post.mailbox.addresses()) == [mail_of(number) for number in (1, 2, 3)]
        assert post.mailing(mailing).state == "done"
        link = text_of(post.mailbox.mails[0]).split("/i/")[1].split()[0]
        post.use(*people)
        for moment in (began - DAY, began + 3650 * DAY):
            clock.move_to(moment)
            assert post.of.app.test_client().get(f"/i/{link}").status_code == 409, "a used link does not revive"
