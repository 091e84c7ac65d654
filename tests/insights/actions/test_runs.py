from __future__ import annotations

from sqlalchemy import select

from feedback.accounts.models import AuditEntry
from feedback.db import db
from feedback.insights.actions import runs as actions
from feedback.insights.queries import runs
from feedback.jobs import Job
from tests.factories.people import Member
from tests.factories.runs import analysed, spoken


def test_starting_twice_is_one_run(acme: Member) -> None:
    spoken(acme)
    first = acme.do(lambda: actions.start_run().id)
    assert acme.do(lambda: actions.start_run().id) == first
    with acme.at_work():
        assert len(list(db.session.scalars(select(Job.id).where(Job.kind == actions.JOB)))) == 1


def test_a_finished_run_is_followed_by_a_new_one(acme: Member) -> None:
    spoken(acme)
    first = analysed(acme).id
    assert acme.do(lambda: actions.start_run().id) != first


def test_a_run_that_waits_can_be_stopped_and_started_again(acme: Member) -> None:
    spoken(acme)
    first = acme.do(lambda: actions.start_run().id)
    assert acme.do(lambda: actions.cancel_run(first)) is True
    with acme.at_work():
        held = runs.progress(runs.run(first))
        assert held is not None and held.state == "cancelled"
    assert acme.do(lambda: actions.cancel_run(first)) is False
    assert analysed(acme).id != first


def test_starting_is_in_the_audit_log(acme: Member) -> None:
    run_id = acme.do(lambda: actions.start_run().id)
    with acme.at_work():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "insights.run")).one()
        assert entry.subject == str(run_id)
