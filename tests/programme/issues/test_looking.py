"""Reading back what was closed in a tracker: once a day, and a tracker that fails is left alone until tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import jobs
from feedback.accounts.trackers import actions as connecting
from feedback.db import enter, everywhere, now
from feedback.programme.issues import looking, queries
from tests.factories.backlog import ground
from tests.factories.issues import issue, sent, written
from tests.factories.people import Member
from tests.factories.programme import agreed
from tests.factories.trackers import PROJECTS, FakeTracker, connected, tracker, tracking

BEFORE = timedelta(days=1, minutes=1)


@pytest.fixture
def fake(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    """A tracker on this machine, which may be reached."""
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(WEBHOOK_PRIVATE=True))
    with tracking() as made:
        yield made


def opened(of: Member, fake: FakeTracker, many: int = 1) -> list[UUID]:
    """Issues that were opened, the first of them known to the tracker."""
    ground(of)
    number, own = agreed(of), tracker(of, fake.url)
    made = [written(of, number, own) for _ in range(many)]
    sent(of)
    fake.asked.clear()
    return sorted(made, key=lambda one: issue(of, one).key)


def a_day_later(of: Member) -> None:
    """Everything was last asked about yesterday."""

    def age() -> None:
        for row in queries.all_issues():
            row.opened_at = row.opened_at and row.opened_at - BEFORE
            row.there_at = row.there_at and row.there_at - BEFORE
            row.tracker.created_at -= BEFORE
            row.tracker.tried_at = row.tracker.tried_at and row.tracker.tried_at - BEFORE

    of.do(age)


def rounds(of: Member, times: int = 1) -> None:
    """So many minutes pass, with whatever they bring."""
    for _ in range(times):
        with of.app.app_context():
            enter(None)
            jobs.look_round()
        jobs.work_off(of.app)


def standing(of: Member, issue_id: UUID) -> str:
    return str(issue(of, issue_id).there)


def test_once_a_day_it_is_asked_what_was_closed(acme: Member, fake: FakeTracker) -> None:
    [made] = opened(acme, fake)
    rounds(acme)
    assert fake.asked == []
    a_day_later(acme)
    rounds(acme, 2)
    assert (standing(acme, made), len(fake.asked)) == ("open", 1)
    fake.closed = True
    a_day_later(acme)
    rounds(acme, 2)
    assert (standing(acme, made), len(fake.asked)) == ("closed", 2)
    a_day_later(acme)
    rounds(acme)
    assert len(fake.asked) == 2
    [row] = connected(acme)
    assert row.finding == ""


def test_a_tracker_that_fails_is_written_down_shown_and_left_alone(
    acme: Member, fake: FakeTracker, as_member: Callable[[Member], FlaskClient]
) -> None:
    [made, _] = opened(acme, fake, many=2)
    a_day_later(acme)
    fake.refusing = [(503, [])]
    rounds(acme, 3)
    assert len(fake.asked) == 1
    [row] = connected(acme)
    assert (row.finding, standing(acme, made)) == ("away", "")
    words = "It has trouble of its own, or did not answer."
    for path in ("/o/acme/settings/trackers", "/o/acme/programme/1"):
        assert words in as_member(acme).get(f"{path}?lang=en").get_data(as_text=True), path
    a_day_later(acme)
    rounds(acme)
    [row] = connected(acme)
    assert (row.finding, standing(acme, made)) == ("", "open")


def test_an_issue_that_is_gone_keeps_nothing_from_being_read(acme: Member, fake: FakeTracker) -> None:
    """The tracker of the tests knows its first issue alone."""
    first, second = opened(acme, fake, many=2)
    a_day_later(acme)
    rounds(acme)
    assert (standing(acme, first), standing(acme, second)) == ("open", "")
    assert issue(acme, second).there_at is not None
    fake.issues.clear()
    a_day_later(acme)
    rounds(acme)
    [row] = connected(acme)
    assert (row.finding, standing(acme, first)) == ("", "")


def test_a_token_that_is_not_known_any_more_changes_no_issue(acme: Member, fake: FakeTracker) -> None:
    [made] = opened(acme, fake)
    [row] = connected(acme)
    acme.do(lambda: connecting.change(row.id, project=PROJECTS["github"], token="ghp_of-somebody-else").id)
    a_day_later(acme)
    rounds(acme, 2)
    [row] = connected(acme)
    assert (row.finding, standing(acme, made), len(fake.asked)) == ("signed_out", "", 1)


def test_what_was_changed_or_removed_meanwhile_is_not_written_over(acme: Member, fake: FakeTracker) -> None:
    [made] = opened(acme, fake)
    a_day_later(acme)
    [row] = connected(acme)
    look = acme.do(lambda: looking.take(row.id))
    assert [key for _, key in look.issues] == ["#1"]
    assert acme.do(lambda: looking.take(row.id)) is None
    acme.do(lambda: connecting.remove(row.id))
    acme.do(lambda: looking.keep(look, looking.Seen({made: True}, (), "away")))
    assert standing(acme, made) == ""
    assert acme.do(lambda: looking.take(row.id)) is None


def test_when_the_time_is_spent_the_rest_waits(acme: Member, fake: FakeTracker) -> None:
    opened(acme, fake)
    a_day_later(acme)
    [row] = connected(acme)
    look = acme.do(lambda: looking.take(row.id))
    assert looking.ask(look, private=True, spent=-1.0) == looking.Seen()
    assert fake.asked == []


def test_what_is_due_is_due_once_a_day(acme: Member, globex: Member, fake: FakeTracker) -> None:
    opened(acme, fake)
    with acme.app.app_context(), everywhere():
        assert queries.trackers_to_ask(now()) == []
        [(organisation_id, _)] = queries.trackers_to_ask(now() + BEFORE)
        assert organisation_id == acme.organisation_id
