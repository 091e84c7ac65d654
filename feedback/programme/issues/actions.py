"""Every write of issues in trackers: writing one, and sending it exactly once as far as the other side lets us."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from feedback import jobs
from feedback.accounts.actions import record
from feedback.accounts.models import Tracker
from feedback.accounts.trackers import queries as trackers
from feedback.accounts.trackers.rules import Project, answers, label
from feedback.accounts.trackers.talking import Sent
from feedback.backlog.queries import improvements
from feedback.db import db, find, here, now
from feedback.errors import Conflict, message
from feedback.names import refusal
from feedback.permissions import Access
from feedback.programme.issues import queries, rules
from feedback.programme.models import TrackedIssue
from feedback.programme.rules.publishing import Looked
from feedback.webhooks import retrying

JOB = "programme.open_issue"
LEASE = timedelta(seconds=60)
"""How long an issue that is being sent belongs to who took it: longer than looking for it and sending it may take."""


def write(
    improvement_id: UUID,
    *,
    form_id: UUID,
    tracker_id: UUID,
    title: str,
    body: str,
    looked: Sequence[Looked] = (),
    minded: bool = False,
    by: Access | None = None,
) -> TrackedIssue:
    """Have an issue opened; `form_id` is the form's, so that a form sent twice opens one.

    Raises:
        Invalid: title or text cannot be so, or could tell who said it. Conflict: it is not decided, or done already.
        NotFound.
    """
    row, tracker = improvements.locked(improvement_id), trackers.tracker(tracker_id)
    issue_id = uuid5(here(), str(form_id))
    if (there := queries.known(issue_id)) is not None:
        return there
    rules.check_open(row.status)
    made = TrackedIssue(
        id=issue_id,
        improvement_id=row.id,
        tracker_id=tracker.id,
        title=rules.check_title(title),
        body=rules.check_body(body),
        created_by=by.user_id if by else None,
        next_at=now(),
    )
    _check_looked(looked, minded)
    db.session.add(made)
    db.session.flush()
    _soon(made.id)
    record(by, "issue.written", f"#{row.number}", {"tracker": label(tracker.kind, tracker.project)})
    return made


def _check_looked(looked: Sequence[Looked], minded: bool) -> None:
    for one in looked:
        if one.stops:
            raise refusal(one.part, message("It could tell who said it: change the marked words first."))
    if not minded and any(one.wants_a_look for one in looked):
        raise refusal("minded", message("Look at the marked words first: say that they are meant, or change them."))


def again(issue_id: UUID, *, by: Access | None = None) -> TrackedIssue:
    """Try from the beginning what was given up; Conflict where it is on its way or opened, NotFound."""
    row = _given_up(issue_id)
    row.state, row.attempts, row.next_at, row.reason, row.detail = rules.WAITING, 0, now(), "", ""
    _soon(row.id)
    record(by, "issue.retried", row.title)
    return row


def discard(issue_id: UUID, *, by: Access | None = None) -> None:
    """Forget what was given up; Conflict where it is on its way or opened, NotFound."""
    row = _given_up(issue_id)
    record(by, "issue.discarded", row.title)
    db.session.delete(row)


def note_there(issue_id: UUID, *, closed: bool | None) -> TrackedIssue:
    """How it stands in the tracker, None: it is there no more; here, the work stays as it is. NotFound."""
    row = queries.issue(issue_id)
    row.there, row.there_at = {True: rules.CLOSED, False: rules.OPEN, None: ""}[closed], now()
    return row


def _given_up(issue_id: UUID) -> TrackedIssue:
    queries.issue(issue_id)
    row = queries.locked(issue_id)
    if row is None or row.state != rules.FAILED:
        raise Conflict(message("It is on its way, or opened already."))
    return row


def _soon(issue_id: UUID, seconds: float = 0.0) -> None:
    ask_for(here(), issue_id, seconds)


def ask_for(organisation_id: UUID, issue_id: UUID, seconds: float = 0.0) -> None:
    """Have an issue sent."""
    jobs.add(JOB, organisation_id=organisation_id, key=f"issue:{issue_id}", delay=seconds, issue=str(issue_id))


# --- sending --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """An issue as a thread without a database sends it. `since`: it may have been sent from then on, so look first."""

    id: UUID
    fence: int
    project: Project
    token: str
    title: str
    body: str
    since: datetime | None


def take(issue_id: UUID) -> Letter | None:
    """Take an issue that is due, for `LEASE`; None where there is nothing to do.

    From here on it may have been sent, whatever becomes of us: that is written down before anything leaves.
    """
    row, moment = queries.locked(issue_id), now()
    if row is None or row.state != rules.WAITING or row.next_at is None or row.next_at > moment:
        return None
    tracker = find(Tracker, row.tracker_id)
    token = trackers.token_of(tracker)
    if not token:
        _give_up(row, "removed" if tracker.removed_at else "secret")
        return None
    since = row.begun_at if row.unsure else None
    row.fence, row.attempts, row.unsure = row.fence + 1, row.attempts + 1, True
    row.begun_at, row.next_at = row.begun_at or moment, moment + LEASE
    return Letter(row.id, row.fence, trackers.project_of(tracker), token, row.title, row.body, since)


def keep(letter: Letter, sent: Sent) -> None:
    """Write down how it went; nothing where somebody else took it meanwhile."""
    row, moment = queries.locked(letter.id), now()
    if row is None or row.fence != letter.fence or row.state != rules.WAITING:
        return
    row.unsure = sent.unsure
    if sent.found is not None:
        row.state, row.key, row.url = rules.OPENED, sent.found.key, sent.found.url
        row.opened_at, row.next_at, row.reason, row.detail, row.unsure = moment, None, "", "", False
        return
    pause = None if sent.reason in answers.LASTING else _pause(row.attempts, sent)
    if pause is None:
        _give_up(row, sent.reason, sent.detail)
        return
    row.reason, row.detail, row.next_at = sent.reason, sent.detail, moment + pause
    _soon(row.id, pause.total_seconds())


def _pause(attempts: int, sent: Sent) -> timedelta | None:
    # Not a secret: it only keeps what failed together from being tried again together.
    pause = retrying.wait(attempts, random.random())
    return max(pause, sent.wait) if pause and sent.wait else pause


def _give_up(row: TrackedIssue, reason: str, detail: str = "") -> None:
    row.state, row.reason, row.detail, row.next_at = rules.FAILED, reason, detail, None
