"""What became of a mail: refused, put off, come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.db import db
from feedback.outreach.actions import outcomes
from feedback.outreach.rules import mailings as rules
from feedback.stakeholders.models import Contact
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


def test_one_bad_address_never_stops_the_rest(post: Post) -> None:
    ids = post.people(4)
    post.mailbox.refusals = {mail_of(1): "550 5.1.1 No such user", mail_of(2): "550 5.7.1 No"}
    post.change(ids[2], name="Ann\r\nBcc: eve@example.com")
    mailing = post.sent()
    assert post.fates(mailing) == {
        mail_of(1): ("bounced", "bounced"),
        mail_of(2): ("failed", "refused"),
        mail_of(3): ("bounced", "bounced"),
        mail_of(4): ("sent", ""),
    }
    assert post.mailbox.recipients == [[mail_of(4)]]
    with post.of.at_work():
        bounces = dict(db.session.execute(select(Contact.email, Contact.bounce)).all())
    assert bounces == {mail_of(1): "hard", mail_of(2): "", mail_of(3): "hard", mail_of(4): ""}
    post.mailbox.refusals = {}
    assert post.fates(post.sent())[mail_of(1)] == ("skipped", "bounced")


def test_a_mail_put_off_is_tried_again_later_and_given_up_in_the_end(post: Post) -> None:
    post.people(2)
    post.mailbox.refusals = {mail_of(1): ["451 Later", "451 Later"], mail_of(2): "451 Never"}
    mailing = post.sent()
    assert post.fates(mailing) == {mail_of(number): ("waiting", "") for number in (1, 2)}
    post.work()
    assert post.mailbox.mails == []
    post.work(MINUTE + timedelta(seconds=1))
    post.work(2 * MINUTE + timedelta(seconds=1))
    assert post.fates(mailing)[mail_of(1)] == ("sent", "")
    for _ in range(rules.TRIES):
        post.work(DAY)
    assert post.fates(mailing)[mail_of(2)] == ("bounced", "busy")
    assert post.mailing(mailing).state == "done"


def test_a_mail_that_comes_back_keeps_later_ones_from_the_address(post: Post) -> None:
    post.people(2)
    mailing = post.sent()
    (mail,) = post.mailbox.to(mail_of(1))
    assert post.of.do(outcomes.bounced_message_id, mail["Message-ID"], "hard")
    assert post.fates(mailing) == {mail_of(1): ("bounced", "bounced"), mail_of(2): ("sent", "")}
    assert not post.of.do(outcomes.bounced_message_id, "<nobody@example.com>", "hard")
    assert not post.of.do(outcomes.bounced_message_id, "<00000000000000000000000000000000@acme.example>", "hard")
    assert post.fates(post.sent())[mail_of(1)] == ("skipped", "bounced")
