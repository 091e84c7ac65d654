"""What people do with mailings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import Conflict, Invalid, NotFound
from feedback.outreach.actions import mailings
from feedback.outreach.queries import mailings as queries
from tests.factories import groups
from tests.factories.mailings import Post, posting, wish
from tests.factories.people import Member


@pytest.fixture
def post(acme: Member) -> Iterator[Post]:
    with posting(acme) as opened:
        yield opened


def test_a_draft_is_changed_and_thrown_away_until_it_is_sent(post: Post) -> None:
    draft = post.draft()
    post.of.do(mailings.change, draft, wish=wish(sender="The desk", segment={"region": "north"}))
    row = post.mailing(draft)
    assert (row.sender, row.segment, row.state) == ("The desk", {"region": "north"}, "draft")
    post.of.do(mailings.discard, draft)
    with post.of.at_work(), pytest.raises(NotFound):
        queries.mailing(draft)
    sent = post.sent()
    for act in (mailings.discard, mailings.send, mailings.pause, mailings.resume):
        with pytest.raises(Conflict):
            post.of.do(act, sent)
    with pytest.raises(Conflict):
        post.of.do(mailings.change, sent, wish=wish())


def test_it_goes_to_groups_the_survey_asks_and_needs_a_whole_text(post: Post) -> None:
    other = groups.group(post.of, "supplier", code="suppliers")
    from feedback.surveys.queries import surveys as launched

    with pytest.raises(Conflict):
        post.of.do(lambda: mailings.draft(survey=launched.survey(post.survey.code), group_id=other.id, wish=wish()))
    with pytest.raises(Invalid):
        post.draft(texts={"es": {"subject": "", "body": ""}})
    with pytest.raises(Invalid):
        post.draft(sender="Ana\nBcc: eve@example.com")


def test_only_people_of_the_segment_get_it(post: Post) -> None:
    from tests.factories.invitations import person
    from tests.factories.mailings import GROUP

    person(post.of, GROUP, 1, segments={"region": "north"})
    person(post.of, GROUP, 2, segments={"region": "south"})
    post.sent(segment={"region": "north"})
    assert post.mailbox.addresses() == [f"person1@{GROUP}.example"]


def test_a_reminder_can_be_sent_at_once_and_never_a_third_time(post: Post) -> None:
    post.people(1)
    mailing = post.sent(remind_times=1, remind_after_days=9)
    for _ in range(2):
        post.of.do(mailings.remind, mailing)
        post.work()
    assert len(post.mailbox.mails) == 3
    with pytest.raises(Conflict):
        post.of.do(mailings.remind, mailing)
    with post.of.at_work():
        reminder = queries.reminders(mailing)[0]
    with pytest.raises(NotFound):
        post.of.do(mailings.remind, reminder.id)


def test_stopping_it_stops_its_reminders(post: Post) -> None:
    post.people(2)
    mailing = post.sent(per_hour=1, remind_times=2, remind_after_days=1)
    post.of.do(mailings.stop, mailing)
    post.work(timedelta(days=5))
    assert len(post.mailbox.mails) == 1
    with post.of.at_work():
        assert [row.state for row in queries.reminders(mailing)] == ["stopped", "stopped"]


def test_the_audit_log_says_who_did_what_and_never_how_many(post: Post) -> None:
    post.people(3)
    post.of.do(mailings.stop, post.sent(per_hour=1))
    with post.of.at_work():
        told = [(entry.act, entry.detail) for entry in accounts.audit() if entry.act.startswith("mailing.")]
    assert told == [(f"mailing.{act}", {"kind": "invitation"}) for act in ("stopped", "scheduled", "drafted")]


def test_it_is_not_scheduled_for_after_the_survey(post: Post) -> None:
    from feedback.surveys.queries import surveys as launched

    def close_soon() -> None:
        launched.survey(post.survey.code).closes_on = now().date()

    draft = post.draft()
    post.of.do(close_soon)
    with pytest.raises(Conflict):
        post.of.do(mailings.send, draft, at=now() + timedelta(days=2))
