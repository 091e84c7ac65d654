"""What is due, and for whom."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from feedback.accounts.webhooks import actions, queries
from feedback.db import db, everywhere, now
from feedback.jobs import RUNNING, Job
from feedback.permissions import Role
from tests.factories.people import Member, member
from tests.factories.webhooks import told, webhook

URL = "https://hooks.example/x"


def test_what_waits_longest_comes_first(acme: Member) -> None:
    first, _ = webhook(acme, URL, name="Z")
    told(acme)
    second, _ = webhook(acme, URL, name="A")
    told(acme)
    with acme.at_work():
        moment = now()
        assert [row.id for row in queries.webhooks_due(moment, 9)] == [first, second]
        assert [row.id for row in queries.webhooks_due(moment, 1)] == [first]
        assert queries.webhooks_due(moment - timedelta(hours=1), 9) == []
        assert [len(queries.due(one, moment, 9)) for one in (first, second)] == [2, 1]
        assert queries.is_due(moment)


def test_organisations_with_something_due(acme: Member, globex: Member) -> None:
    webhook(acme, URL)
    webhook(globex, URL)
    told(acme, times=2)
    with acme.app.app_context(), everywhere():
        assert queries.organisations_due(now()) == [acme.organisation_id]
        assert queries.organisations_due(now() - timedelta(hours=1)) == []


def test_an_organisation_is_served_by_one_job_at_a_time(acme: Member, globex: Member) -> None:
    webhook(acme, URL)
    told(acme)

    def run(lease: timedelta) -> None:
        row = db.session.scalars(db.select(Job).where(Job.kind == actions.DELIVER)).one()
        row.state, row.lease_until = RUNNING, now() + lease

    acme.do(run, timedelta(minutes=1))
    with acme.at_work():
        running = db.session.scalars(db.select(Job.id).where(Job.kind == actions.DELIVER)).one()
        assert queries.is_being_delivered(actions.DELIVER, uuid4(), now())
        assert not queries.is_being_delivered(actions.DELIVER, running, now())
    with globex.at_work():
        assert not queries.is_being_delivered(actions.DELIVER, uuid4(), now())
    acme.do(run, timedelta(minutes=-1))
    with acme.at_work():
        assert not queries.is_being_delivered(actions.DELIVER, uuid4(), now())


def test_owners_are_the_owners_of_this_organisation(acme: Member, globex: Member) -> None:
    member(acme.app, "acme", Role.MANAGER)
    with acme.at_work():
        assert [person.email for person in queries.owners()] == [acme.email]
