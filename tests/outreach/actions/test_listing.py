"""Whom a mailing goes to: everybody of the group once, and who is left out with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from feedback.db import db, now
from feedback.outreach.actions import mailings
from feedback.outreach.models import Invitation
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


def test_who_should_not_be_written_to_is_skipped_with_the_reason(post: Post) -> None:
    ids = post.people(6)
    post.change(ids[0], opted_out_at=now())
    post.change(ids[1], consent=False)
    post.change(ids[2], email=None, reference="C-3")
    post.change(ids[3], bounce="hard")
    mailing = post.sent()
    assert sorted(post.fates(mailing).values()) == [
        ("sent", ""),
        ("sent", ""),
        ("skipped", "bounced"),
        ("skipped", "no_address"),
        ("skipped", "no_consent"),
        ("skipped", "opted_out"),
    ]
    assert sorted(post.mailbox.addresses()) == [mail_of(5), mail_of(6)]
    again = post.sent()
    assert post.fates(again)[mail_of(5)] == ("skipped", "invited")
    assert len(post.mailbox.mails) == 2


def test_reminders_go_to_those_who_have_not_answered(post: Post) -> None:
    ids = post.people(3)
    post.sent(remind_times=2, remind_after_days=3)
    post.use(ids[0])
    post.work(2 * DAY)
    assert len(post.mailbox.mails) == 3
    post.work(DAY + MINUTE)
    assert sorted(post.mailbox.addresses()[3:]) == [mail_of(2), mail_of(3)]
    post.use(ids[1])
    post.work(3 * DAY)
    assert post.mailbox.addresses()[5:] == [mail_of(3)]
    assert len({mail["Message-ID"] for mail in post.mailbox.mails}) == 6
    links = {mail.get_content().split("/i/")[1].split()[0] for mail in post.mailbox.to(mail_of(3))}
    assert len(links) == 1


def test_an_invitation_to_a_protected_survey_does_not_look_at_who_answered(protected: Post) -> None:
    """Somebody skipped as having answered would be known to have answered."""
    ids = protected.people(2)
    first = protected.draft(per_hour=1)
    protected.of.do(mailings.send, first)
    protected.work()
    protected.of.do(mailings.stop, first)
    waiting = next(one for one in ids if protected.mailbox.addresses() != [mail_of(ids.index(one) + 1)])
    protected.of.do(lambda: _invite(waiting, protected))
    protected.use(*ids)
    assert sorted(protected.fates(protected.sent()).values()) == [("sent", ""), ("skipped", "invited")]


def _invite(contact_id: UUID, post: Post) -> None:
    db.session.add(Invitation(survey_id=post.survey.id, group_id=post.survey.groups[GROUP], contact_id=contact_id))
