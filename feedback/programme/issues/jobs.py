"""Sending issues to trackers, outside requests and beside every other work."""

from __future__ import annotations

from uuid import UUID

from feedback import jobs
from feedback.accounts.trackers import queries as trackers
from feedback.accounts.trackers.talking import Sent, look_for, open_issue
from feedback.db import now
from feedback.jobs import Task, job
from feedback.programme.issues import actions, queries
from feedback.programme.issues.actions import Letter


@job(actions.JOB, apart=True)
def send(task: Task) -> None:
    """Open one issue; where an earlier try may have opened it, look for that one first."""
    with task.writing():
        letter = actions.take(UUID(task.payload["issue"]))
    if letter is None:
        return
    sent = exchange(letter, private=trackers.may_be_private())
    with task.writing():
        actions.keep(letter, sent)


def exchange(letter: Letter, *, private: bool) -> Sent:
    """What became of an issue."""
    moment = now()
    if letter.since is not None:
        there = look_for(letter.project, letter.token, letter.id, letter.since, moment, private=private)
        if there.found or there.reason:
            return there
    return open_issue(letter.project, letter.token, letter.title, letter.body, letter.id, moment, private=private)


@jobs.each_round
def look_around() -> None:
    """Once a minute: what has to be tried again, and what a killed worker left."""
    for organisation_id, issue_id in queries.due(now()):
        actions.ask_for(organisation_id, issue_id)
