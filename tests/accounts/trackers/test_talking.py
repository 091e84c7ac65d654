"""Talking to servers that behave as the three trackers do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from feedback.accounts.trackers.rules import Found, Project
from feedback.accounts.trackers.talking import Sent, look_for, look_up, open_issue, try_out
from tests.factories.trackers import PROJECTS, TOKEN, FakeTracker, tracking

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ACCOUNT = {"jira": "me@acme.example"}


@pytest.fixture
def fake() -> Iterator[FakeTracker]:
    with tracking() as made:
        yield made


def project(fake: FakeTracker, kind: str, name: str = "", issue_type: str = "Task") -> Project:
    return Project(kind, fake.url, name or PROJECTS[kind], issue_type, ACCOUNT.get(kind, ""))


@pytest.mark.parametrize("kind", PROJECTS)
def test_trying_reads_and_says_what_is_wrong(fake: FakeTracker, kind: str) -> None:
    own = project(fake, kind)
    assert try_out(own, TOKEN, private=True) == ""
    assert try_out(own, "another", private=True) == "signed_out"
    other = project(fake, kind, {"jira": "OTHER"}.get(kind, "acme/other"))
    assert try_out(other, TOKEN, private=True) == "missing"
    fake.off = True
    assert try_out(own, TOKEN, private=True) == {"jira": "no_type"}.get(kind, "no_issues")
    fake.refusing = [(403, []), (302, ["location: /login"]), (500, []), (429, ["retry-after: 5"])]
    found = [try_out(own, TOKEN, private=True) for _ in range(4)]
    assert found == ["forbidden", "redirect", "away", "busy"]
    assert {asked.partition(" ")[0] for asked in fake.asked} == {"GET"}
    assert fake.issues == []


def test_who_is_not_there_and_who_may_not_be_asked(fake: FakeTracker) -> None:
    own = project(fake, "github")
    assert try_out(own, TOKEN, private=False) == "scheme"
    assert try_out(Project("gitlab", "https://nothing.invalid", "a/b"), TOKEN, private=False) == "unknown_name"
    assert fake.asked == []


@pytest.mark.parametrize("kind", PROJECTS)
def test_an_issue_is_opened_and_found_again_by_its_mark(fake: FakeTracker, kind: str) -> None:
    own, mine = project(fake, kind), uuid4()
    assert look_for(own, TOKEN, mine, NOW, NOW, private=True) == Sent()
    title = '</title><script>alert(1)</script> " \u202e ñ'
    made = open_issue(own, TOKEN, title, "Why", mine, NOW, private=True)
    assert made.found is not None
    assert made.found.url.startswith(fake.url)
    assert fake.issues[0]["title"] == title
    open_issue(own, TOKEN, "Another", "Why", uuid4(), NOW, private=True)
    there = look_for(own, TOKEN, mine, NOW, NOW, private=True)
    assert there.found is not None
    assert there.found.key == made.found.key


@pytest.mark.parametrize("kind", PROJECTS)
def test_whether_it_is_closed_there(fake: FakeTracker, kind: str) -> None:
    own = project(fake, kind)
    made = open_issue(own, TOKEN, "T", "B", uuid4(), NOW, private=True).found
    assert made is not None

    def asked() -> tuple[bool | None, str]:
        return look_up(own, TOKEN, made.key, private=True)

    assert asked() == (False, "")
    fake.closed = True
    assert asked() == (True, "")
    fake.refusing = [(404, []), (200, [])]
    assert [asked(), asked()] == [(None, "missing"), (None, "not_this")]


def test_what_was_refused_was_not_opened_and_what_failed_may_have_been(fake: FakeTracker) -> None:
    own = project(fake, "github")

    def opened(title: str = "T") -> Sent:
        return open_issue(own, TOKEN, title, "B", uuid4(), NOW, private=True)

    fake.refusing = [(404, []), (429, ["retry-after: 30"]), (503, [])]
    assert opened() == Sent(None, "missing")
    assert opened() == Sent(None, "busy", wait=timedelta(seconds=30))
    assert opened() == Sent(None, "away", unsure=True)
    assert opened("") == Sent(None, "refused", "title")
    fake.losing = 1
    assert opened() == Sent(None, "away", unsure=True)
    assert len(fake.issues) == 1
    fake.refusing = [(200, [])]
    assert opened() == Sent(None, "not_this", unsure=True)
    fake.refusing = [(500, [])]
    assert look_for(own, TOKEN, uuid4(), NOW, NOW, private=True) == Sent(None, "away", unsure=True)


def test_jira_names_the_fields_it_wants(fake: FakeTracker) -> None:
    own = project(fake, "jira", issue_type="Epic")
    told = open_issue(own, TOKEN, "T", "B", uuid4(), NOW, private=True)
    assert told == Sent(None, "refused", "issuetype, customfield_10010")
    made = open_issue(project(fake, "jira"), TOKEN, "T", "B", uuid4(), NOW, private=True)
    assert made.found == Found("WORK-1", f"{fake.url}/browse/WORK-1")
