"""Issues about work, and their sending."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from feedback import jobs
from feedback.db import db, enter, everywhere, now, writing
from feedback.programme.issues import actions, queries, rules
from feedback.programme.models import TrackedIssue
from tests.factories.backlog import found
from tests.factories.people import Member


def written(of: Member, number: int, tracker_id: UUID, **values: Any) -> UUID:
    """An issue that waits to be sent, by its id."""
    given = {"form_id": uuid4(), "title": "Tell the hour", "body": "Why:\n- people wait", **values}
    made: UUID = of.do(lambda: actions.write(found(number).id, tracker_id=tracker_id, **given).id)
    return made


def given_up(of: Member, number: int, tracker_id: UUID) -> UUID:
    """An issue that could not be opened, by its id."""
    made = written(of, number, tracker_id)

    def fail() -> None:
        row = queries.issue(made)
        row.state, row.reason, row.next_at = rules.FAILED, "missing", None

    of.do(fail)
    return made


def sent(of: Member) -> None:
    """Whatever is due now was tried."""
    jobs.work_off(of.app)


def due_now(of: Member) -> None:
    """The time of the next try has come, and the minute's round has looked."""
    with of.app.app_context():
        enter(None)
        with everywhere(), writing() as session:
            for row in session.scalars(db.select(TrackedIssue).where(TrackedIssue.state == rules.WAITING)):
                row.next_at = now() - timedelta(seconds=1)
            for job in session.scalars(db.select(jobs.Job).where(jobs.Job.kind == actions.JOB)):
                job.run_at = now()
        jobs.look_round()
    sent(of)


def issue(of: Member, issue_id: UUID) -> TrackedIssue:
    """The issue as the database has it now."""
    with of.at_work():
        return queries.issue(issue_id)
