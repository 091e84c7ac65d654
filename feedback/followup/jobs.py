"""Work of following up outside requests: alert rules look at what came in, replies are mailed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from feedback import jobs, mail
from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import NotFound
from feedback.followup import emails
from feedback.followup.actions import alerts, cases
from feedback.followup.models import CaseNote
from feedback.followup.queries import alerts as reading
from feedback.followup.queries import answers
from feedback.followup.queries import cases as queries
from feedback.followup.rules import alerts as rules
from feedback.jobs import Task, job
from feedback.mail import Mail
from feedback.stakeholders.actions import contacts
from feedback.stakeholders.rules.contacts import why_not

LOOK, THEMES = "followup.look", "followup.themes"
AT_ONCE = 1000
"""Answers that are looked at between two transactions."""
OVERLAP = timedelta(minutes=15)
"""An answer is stamped before it is committed: one that was committed late is still found."""


@job(LOOK)
def look(task: Task) -> None:
    """Look at the answers of an identified survey that came since the last time, by the rules that need no run."""
    survey_id, until = UUID(task.payload["survey"]), now()
    active = reading.active(*reading.LOOKING)
    if not active:
        return
    since = min(rule.since for rule in active)
    if (before := reading.looked_until(survey_id)) is not None:
        since = max(since, before - OVERLAP)
    rows = reading.candidates(since, survey_id)
    times = {row.response_id: row.answered_at for row in rows}
    for start in range(0, len(rows), AT_ONCE):
        given = reading.said(rows[start : start + AT_ONCE], {rule.kind for rule in active})
        found = alerts.fitting(active, ((times[said.response_id], said) for said in given))
        with task.writing(start, len(rows)):
            alerts.open_cases(found)
    with task.writing(len(rows), len(rows)):
        alerts.keep_mark(survey_id, until)


@job(THEMES)
def look_at_themes(task: Task) -> None:
    """After a run: rules about themes, each from when it was made or last changed."""
    found = [
        (rule, said)
        for rule in reading.active(rules.THEME)
        for said in reading.said(reading.with_theme(rule, rule.since), (rules.THEME,))
    ]
    with task.writing():
        alerts.open_cases(found)


@job(cases.REPLY)
def reply(task: Task) -> None:
    """Mail what was written to a person; whether one may is asked again, and how it went is written down."""
    note = queries.note(UUID(task.payload["note"]))
    if note.sent is not None:
        return
    written = _written(note)
    sent = _sent(task, written) if written else False
    with task.writing():
        cases.keep_reply(queries.note(note.id), sent=sent)


def _written(note: CaseNote) -> Mail | None:
    """The mail; None where nobody may be written to any more."""
    case = queries.case(note.case_id)
    person = queries.contact_of(case)
    if person is None or why_not(person, "email") or not mail.is_set_up():
        return None
    try:
        lang = answers.given(case.response_id).lang
    except NotFound:
        lang = None
    return emails.reply(
        to=person.email or "",
        to_name=person.name,
        language=person.lang or lang or mail.default_language(),
        organisation=accounts.organisation().name,
        text=note.text,
        name=note.id.hex,
        reply_to=_reply_to(case.owner_id, note.author_id),
    )


def _reply_to(*whose: UUID | None) -> str:
    """The address of the first of these who is still a member: an answer reaches whoever looks after it."""
    addresses = {one.user_id: one.user.email for one in accounts.members()}
    return next((addresses[one] for one in whose if one in addresses), "")


def _sent(task: Task, written: Mail) -> bool:
    """Whether the mail server took it; NotSent or ServerAway while it is worth trying again."""
    last = task.fence >= jobs.ATTEMPTS
    try:
        with mail.server() as server:
            outcome = server.send(written)
    except mail.ServerAway:
        if last:
            return False
        raise
    if outcome.state == "later" and not last:
        raise mail.NotSent(f"later {outcome.code}")
    if outcome.bad_address:
        with task.writing():
            _bounced(UUID(task.payload["note"]))
    return outcome.state == "sent"


def _bounced(note_id: UUID) -> None:
    person = queries.contact_of(queries.case(queries.note(note_id).case_id))
    if person is not None:
        contacts.bounced(person, "hard")
