"""Sending issues: once, whatever the other side and our own process do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from feedback.accounts.trackers import actions as connecting
from feedback.accounts.trackers.rules import Found
from feedback.accounts.trackers.talking import Sent
from feedback.db import now
from feedback.errors import Conflict, NotFound
from feedback.programme.issues import actions, jobs, queries
from tests.factories.backlog import ground
from tests.factories.issues import due_now, issue, sent, written
from tests.factories.people import Member
from tests.factories.programme import agreed
from tests.factories.trackers import PROJECTS, FakeTracker, tracker, tracking


@pytest.fixture
def fake(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    """A tracker on this machine, which may be reached."""
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(WEBHOOK_PRIVATE=True))
    with tracking() as made:
        yield made


@pytest.fixture
def number(acme: Member) -> int:
    ground(acme)
    return agreed(acme)


def waiting(acme: Member, number: int, fake: FakeTracker, kind: str = "github", **values: str) -> UUID:
    return written(acme, number, tracker(acme, fake.url, kind), **values)


def test_an_issue_is_opened_after_the_commit_and_its_link_kept(acme: Member, number: int, fake: FakeTracker) -> None:
    title = "</script> \u202e =1+1 @all"
    made = waiting(acme, number, fake, title=title)
    assert fake.asked == []
    sent(acme)
    row = issue(acme, made)
    assert (row.state, row.attempts, row.next_at, row.unsure) == ("opened", 1, None, False)
    assert row.url.startswith(f"{fake.url}/")
    assert row.key == "#1"
    assert fake.issues[0]["title"] == title
    due_now(acme)
    assert len(fake.issues) == 1


def test_one_form_opens_one_issue_and_every_organisation_its_own(
    acme: Member, globex: Member, number: int, fake: FakeTracker
) -> None:
    form, own = uuid4(), tracker(acme, fake.url)
    first = written(acme, number, own, form_id=form)
    assert written(acme, number, own, form_id=form, title="Again") == first
    ground(globex)
    other = written(globex, agreed(globex), tracker(globex, fake.url), form_id=form)
    assert other != first
    sent(acme)
    assert [one["title"] for one in fake.issues] == ["Tell the hour"] * 2
    with pytest.raises(NotFound):
        written(globex, 1, own)
    with pytest.raises(NotFound):
        globex.do(lambda: actions.again(first))


def test_what_broke_off_is_looked_for_before_it_is_sent_again(acme: Member, number: int, fake: FakeTracker) -> None:
    """It was opened, and the answer that said so was lost."""
    made = waiting(acme, number, fake)
    fake.losing = 1
    sent(acme)
    row = issue(acme, made)
    assert (row.state, row.reason, row.unsure) == ("waiting", "away", True)
    assert row.next_at is not None
    assert timedelta(minutes=1) < row.next_at - now() < timedelta(minutes=3)
    fake.refusing = [(500, [])]
    due_now(acme)
    assert (issue(acme, made).unsure, len(fake.issues)) == (True, 1)
    due_now(acme)
    assert (issue(acme, made).state, issue(acme, made).key, len(fake.issues)) == ("opened", "#1", 1)
    assert [asked.partition(" ")[0] for asked in fake.asked] == ["POST", "GET", "GET"]


@pytest.mark.parametrize("kind", PROJECTS)
def test_a_worker_killed_between_sending_and_storing_opens_nothing_twice(
    acme: Member, number: int, fake: FakeTracker, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = waiting(acme, number, fake, kind)
    exchange = jobs.exchange

    def killed(*args: object, **values: object) -> Sent:
        exchange(*args, **values)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(jobs, "exchange", killed)
        sent(acme)
    assert (issue(acme, made).state, len(fake.issues)) == ("waiting", 1)
    due_now(acme)
    assert (issue(acme, made).state, len(fake.issues)) == ("opened", 1)


def test_who_was_overtaken_keeps_nothing(acme: Member, number: int, fake: FakeTracker) -> None:
    made = waiting(acme, number, fake)
    first = acme.do(lambda: actions.take(made))
    assert acme.do(lambda: actions.take(made)) is None
    due_again(acme, made)
    second = acme.do(lambda: actions.take(made))
    assert (first.since, second.since is None, second.fence) == (None, False, first.fence + 1)
    acme.do(lambda: actions.keep(first, Sent(Found("#9", "https://x.example/9"))))
    assert issue(acme, made).state == "waiting"
    acme.do(lambda: actions.keep(second, Sent(Found("#1", "https://x.example/1"))))
    assert issue(acme, made).key == "#1"


def due_again(acme: Member, made: UUID) -> None:
    def change() -> None:
        row = queries.issue(made)
        row.next_at = now() - timedelta(seconds=1)

    acme.do(change)


@pytest.mark.parametrize(
    ("status", "reason"), [(401, "signed_out"), (403, "forbidden"), (404, "missing"), (422, "refused")]
)
def test_what_somebody_has_to_mend_is_given_up_until_they_say_so(
    acme: Member, number: int, fake: FakeTracker, status: int, reason: str
) -> None:
    made = waiting(acme, number, fake)
    fake.refusing = [(status, [])]
    sent(acme)
    due_now(acme)
    row = issue(acme, made)
    assert (row.state, row.reason, row.unsure, len(fake.asked)) == ("failed", reason, False, 1)
    acme.do(lambda: actions.again(made))
    with pytest.raises(Conflict):
        acme.do(lambda: actions.discard(made))
    sent(acme)
    assert (issue(acme, made).state, len(fake.issues)) == ("opened", 1)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.again(made))


def test_a_tracker_that_asks_for_time_gets_it(acme: Member, number: int, fake: FakeTracker) -> None:
    made = waiting(acme, number, fake)
    fake.refusing = [(429, ["retry-after: 7200"])]
    sent(acme)
    row = issue(acme, made)
    assert (row.state, row.reason) == ("waiting", "busy")
    assert row.next_at is not None
    assert timedelta(minutes=119) < row.next_at - now() <= timedelta(minutes=120)
    due_now(acme)
    assert issue(acme, made).state == "opened"


def test_after_twelve_tries_it_rests(acme: Member, number: int, fake: FakeTracker) -> None:
    made = waiting(acme, number, fake)

    def tried_often() -> None:
        queries.issue(made).attempts = 11

    acme.do(tried_often)
    fake.refusing = [(503, [])]
    sent(acme)
    assert (issue(acme, made).state, issue(acme, made).attempts) == ("failed", 12)
    acme.do(lambda: actions.discard(made))
    with pytest.raises(NotFound):
        issue(acme, made)


def test_nothing_leaves_to_a_tracker_that_was_removed(acme: Member, number: int, fake: FakeTracker) -> None:
    own = tracker(acme, fake.url)
    opened = written(acme, number, own)
    sent(acme)
    late = written(acme, number, own)
    acme.do(lambda: connecting.remove(own))
    sent(acme)
    assert (issue(acme, late).state, issue(acme, late).reason) == ("failed", "removed")
    assert (issue(acme, opened).state, issue(acme, opened).tracker.project) == ("opened", "acme/work")
    assert len(fake.issues) == 1
