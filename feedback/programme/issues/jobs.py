"""Sending issues to trackers and reading back what became of them, outside requests and beside every other work."""

from __future__ import annotations

from uuid import UUID

from feedback import jobs
from feedback.accounts.trackers import queries as trackers
from feedback.accounts.trackers.talking import Sent, look_for, open_issue
from feedback.db import now
from feedback.jobs import Task, job
from feedback.programme.issues import actions, looking, queries
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


@job(looking.JOB, apart=True)
def look(task: Task) -> None:
    """Ask one tracker which of its issues were closed; what it answers, or that it failed, is written down once."""
    with task.writing():
        wanted = looking.take(UUID(task.payload["tracker"]))
    if wanted is None:
        return
    seen = looking.ask(wanted, private=trackers.may_be_private())
    with task.writing():
        looking.keep(wanted, seen)


@jobs.each_round
def look_around() -> None:
    """Once a minute: what has to be tried again, what a killed worker left, and trackers nobody asked for a day."""
    moment = now()
    for organisation_id, issue_id in queries.due(moment):
        actions.ask_for(organisation_id, issue_id)
    for organisation_id, tracker_id in queries.trackers_to_ask(moment):
        looking.ask_for(organisation_id, tracker_id)
