"""Reading back, once a day, which issues were closed in their tracker. Here it is shown, and nothing else changes."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from feedback import jobs
from feedback.accounts.models import Tracker
from feedback.accounts.trackers import actions as connecting
from feedback.accounts.trackers import queries as trackers
from feedback.accounts.trackers.rules import Project
from feedback.accounts.trackers.rules.answers import MISSING, OF_OPENING
from feedback.accounts.trackers.talking import look_up, try_out
from feedback.db import now
from feedback.errors import NotFound
from feedback.programme.issues import actions, queries
from feedback.programme.issues.queries import EVERY

JOB = "programme.look_at_issues"
SPENT = 20.0
"""Seconds that go to one tracker at a stretch; what is left waits for the next day."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one tracker is asked, as a thread without a database asks it: (id, key) of issues."""

    tracker_id: UUID
    project: Project
    token: str
    issues: Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """Issue -> whether it is closed there; those that are there no more.

    `reason`: why the tracker said nothing, one of `answers.reason_label`; '' where it did.
    """

    closed: Mapping[UUID, bool] = field(default_factory=dict)
    gone: Sequence[UUID] = ()
    reason: str = ""


def ask_for(organisation_id: UUID, tracker_id: UUID) -> None:
    """Have a tracker asked."""
    jobs.add(JOB, organisation_id=organisation_id, key=f"look:{tracker_id}", tracker=str(tracker_id))


def take(tracker_id: UUID) -> Look | None:
    """What a tracker is to be asked now; None where it was removed, or asked in the last day.

    From here on it counts as asked, whatever becomes of us: one that fails is not asked again before tomorrow.
    """
    row, moment = _connected(tracker_id), now()
    if row is None or not _is_due(row, moment):
        return None
    token = trackers.token_of(row)
    connecting.note(row.id, row.finding if token else "secret")
    issues = [(one.id, one.key) for one in queries.to_look_at(row.id, moment)] if token else []
    return Look(row.id, trackers.project_of(row), token, issues) if issues else None


def _is_due(row: Tracker, moment: datetime) -> bool:
    return (row.tried_at or row.created_at) <= moment - EVERY


def ask(look: Look, *, private: bool, spent: float = SPENT) -> Seen:
    """Ask about one issue after the other, until the tracker fails or the time is spent."""
    closed: dict[UUID, bool] = {}
    gone, ends = [], time.monotonic() + spent
    for issue_id, key in look.issues:
        if time.monotonic() > ends:
            break
        found, reason = look_up(look.project, look.token, key, private=private)
        if reason == MISSING:
            gone.append(issue_id)
        elif found is None:
            return Seen(closed, (), reason)
        else:
            closed[issue_id] = found
    if gone and not closed and (reason := try_out(look.project, look.token, private=private)) not in {"", *OF_OPENING}:
        return Seen(reason=reason)
    return Seen(closed, tuple(gone))


def keep(look: Look, seen: Seen) -> None:
    """Write down what was seen; nothing where the connection is another one meanwhile."""
    row = _connected(look.tracker_id)
    if row is None or (trackers.project_of(row), trackers.token_of(row)) != (look.project, look.token):
        return
    for issue_id in [*seen.closed, *seen.gone]:
        if queries.known(issue_id) is not None:
            actions.note_there(issue_id, closed=seen.closed.get(issue_id))
    connecting.note(row.id, seen.reason or (row.finding if row.finding in OF_OPENING else ""))


def _connected(tracker_id: UUID) -> Tracker | None:
    try:
        return trackers.tracker(tracker_id)
    except NotFound:
        return None
