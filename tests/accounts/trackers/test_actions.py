"""Trackers as they are kept."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.accounts.models import AuditEntry, Tracker
from feedback.accounts.trackers import actions, queries
from feedback.db import db, everywhere
from feedback.errors import Invalid, NotFound
from tests.factories.people import Member
from tests.factories.trackers import TOKEN, connected, tracker

URL = "https://jira.acme.example"


def test_a_token_is_kept_sealed_and_said_nowhere(acme: Member) -> None:
    made = tracker(acme, URL, "jira", account="me@acme.example")
    with acme.at_work():
        row = queries.tracker(made)
        assert queries.token_of(row) == TOKEN
        assert (row.project, row.issue_type, row.account) == ("WORK", "Task", "me@acme.example")
        with everywhere():
            stored = db.session.execute(select(*Tracker.__table__.columns)).all()
        told = [
            (entry.act, entry.subject, json.dumps(entry.detail)) for entry in db.session.scalars(select(AuditEntry))
        ]
    assert TOKEN not in str(stored)
    assert ("tracker.connected", "Jira: WORK", "{}") in [(act, subject, "{}") for act, subject, _ in told]
    assert TOKEN not in str(told)


def test_without_a_token_the_one_that_is_there_stays(acme: Member) -> None:
    made = tracker(acme, URL, "jira")
    acme.do(lambda: actions.note(made, "missing"))
    acme.do(lambda: actions.change(made, project="next", issue_type="Bug"))
    with acme.at_work():
        row = queries.tracker(made)
        assert (row.project, row.issue_type, row.finding, row.tried_at) == ("NEXT", "Bug", "", None)
        assert queries.token_of(row) == TOKEN
    acme.do(lambda: actions.change(made, project="NEXT", issue_type="Bug", token="newer"))
    with acme.at_work():
        assert queries.token_of(queries.tracker(made)) == "newer"
    for wrong in ({"project": "a b"}, {"token": "a b"}, {"issue_type": ""}):
        with pytest.raises(Invalid):
            acme.do(lambda wrong=wrong: actions.change(made, **{"project": "NEXT", "issue_type": "Bug", **wrong}))


def test_a_removed_tracker_forgets_its_token(acme: Member, globex: Member) -> None:
    made = tracker(acme, URL, "jira")
    for stranger in (uuid4(), made):
        with pytest.raises(NotFound):
            globex.do(lambda stranger=stranger: actions.remove(stranger))
    acme.do(lambda: actions.remove(made))
    assert connected(acme) == []
    with acme.at_work():
        row = db.session.scalars(select(Tracker)).one()
        assert (row.token, queries.token_of(row)) == ("", "")
        with pytest.raises(NotFound):
            queries.tracker(made)
