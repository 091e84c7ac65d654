"""Reminding people of their work through a real mail server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from feedback import jobs
from feedback.permissions import Role
from feedback.programme import actions
from feedback.programme.actions import digests
from feedback.programme.queries.digests import rhythm_of
from tests.factories.backlog import found, ground
from tests.factories.mailbox import Mailbox, mail_server, text_of
from tests.factories.people import Member, member
from tests.factories.programme import agreed, started

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday after the hour before which nothing leaves."""


@dataclass
class Office:
    """An organisation with a mail server."""

    owner: Member
    mailbox: Mailbox = field(default_factory=Mailbox)

    def day(self, moment: datetime) -> list[str]:
        """Addresses that were written to when everything due at that moment was done."""
        before = len(self.mailbox.mails)
        with time_machine.travel(moment, tick=False):
            jobs.sweep(self.owner.app)
            jobs.sweep(self.owner.app)
        return [str(one["To"].addresses[0].addr_spec) for one in self.mailbox.mails[before:]]


@pytest.fixture
def office(make_app: Callable[..., Flask]) -> Iterator[Office]:
    with mail_server() as mailbox:
        app = make_app(SMTP_URL=mailbox.url)
        owner = member(app, "acme", Role.OWNER)
        ground(owner)
        yield Office(owner, mailbox)


def test_what_is_late_and_what_comes_is_told_once_on_monday(office: Office) -> None:
    me = office.owner
    late = started(me, title={"es": "Avisar", "en": "Tell the hour"}, owner_id=me.user_id, due_on=date(2026, 11, 20))
    agreed(me, title={"en": "Paint it"}, owner_id=me.user_id, due_on=date(2026, 11, 27))
    agreed(me, title={"en": "Far away"}, owner_id=me.user_id, due_on=date(2027, 5, 1))
    me.do(lambda: actions.report(found(late).id, percent=10, blocker="No paint").id)
    me.do(lambda: actions.add_milestone(found(late).id, title="A trial", due_on=date(2026, 11, 24)).id)
    assert office.day(MONDAY.replace(hour=3)) == []
    assert office.day(MONDAY) == [me.email]
    assert office.day(MONDAY.replace(hour=18)) == office.day(MONDAY.replace(day=24)) == []
    [mail] = office.mailbox.mails
    body = text_of(mail)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert all(part in body for part in ("Avisar", "Paint it", "Avisar: A trial", "Avisar: No paint"))
    assert f"/o/acme/programme/{late}" in body
    assert "Far away" not in body


def test_everybody_is_told_their_own_as_often_as_they_chose(office: Office) -> None:
    daily, never, idle = (member(office.owner.app, "acme", Role.CONTRIBUTOR, f"{n}@acme.example") for n in "abc")
    for person in (daily, never):
        agreed(office.owner, owner_id=person.user_id, due_on=date(2026, 11, 1))
    agreed(office.owner, owner_id=idle.user_id, due_on=date(2027, 11, 1))
    for person, rhythm in ((daily, "daily"), (never, "never")):
        with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC)):
            office.owner.do(lambda person=person, rhythm=rhythm: digests.choose(person.user_id, rhythm=rhythm).id)
    assert [office.day(MONDAY.replace(day=day)) for day in (23, 24, 28)] == [[daily.email], [daily.email], []]


def test_a_refusing_server_is_asked_again_and_a_mail_leaves_once(office: Office) -> None:
    me = office.owner
    agreed(me, owner_id=me.user_id, due_on=date(2026, 11, 1))
    office.mailbox.refusals = {me.email: ["451 Later", "250 OK"]}
    assert office.day(MONDAY) == []
    assert office.day(MONDAY.replace(hour=13)) == [me.email]
    assert office.day(MONDAY.replace(hour=14)) == []


def test_the_link_in_the_mail_ends_them_with_one_click(office: Office) -> None:
    me = office.owner
    agreed(me, owner_id=me.user_id, due_on=date(2026, 11, 1))
    office.day(MONDAY)
    [mail] = office.mailbox.mails
    path = re.search(r"/u/work/\w+", str(mail["List-Unsubscribe"]))
    assert path is not None
    stranger = me.app.test_client()
    assert "no more mails" in stranger.get(f"{path.group()}?lang=en").get_data(as_text=True).lower()
    assert rhythm(me) == "weekly"
    assert stranger.post(path.group(), data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert rhythm(me) == "never"
    assert stranger.post(path.group(), data={"again": "1", "button": "1"}).status_code == 303
    assert rhythm(me) == "weekly"
    assert stranger.get(f"{path.group()[:-3]}aaa").status_code == 404


def rhythm(of: Member) -> str:
    with of.at_work():
        return rhythm_of(of.user_id)
