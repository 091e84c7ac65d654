"""Cases: opened by a person or a rule, worked on, answered, closed, and forgotten with the person."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete

from feedback import events, jobs
from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.db import db, here, now
from feedback.errors import Conflict, message
from feedback.followup.models import AlertRule, Case, CaseNote
from feedback.followup.queries import cases as queries
from feedback.followup.rules import cases as rules
from feedback.names import lines, refusal
from feedback.permissions import Access
from feedback.stakeholders.rules.contacts import reason_label, why_not

REPLY = "followup.reply"


def open_case(
    response_id: UUID,
    *,
    reason: str,
    owner_id: UUID | None = None,
    due_on: date | None = None,
    rule: AlertRule | None = None,
    by: Access | None = None,
) -> Case:
    """Look after one answer, and announce it. `rule`: the alert rule that found it.

    Raises:
        NotFound, Invalid; Conflict for an answer given in confidence, or followed up already.
    """
    mode, contact_id = queries.source_of(response_id)
    rules.check_mode(mode)
    if queries.case_of(response_id):
        raise Conflict(message("Somebody looks after this answer already."))
    case = Case(
        id=uuid4(),
        response_id=response_id,
        contact_id=contact_id,
        reason=rules.check_reason(lines(reason)[: rules.LONGEST_TEXT]),
        owner_id=_member(owner_id),
        due_on=due_on,
        rule_id=rule.id if rule else None,
    )
    db.session.add(case)
    db.session.flush()
    record(by, "case.opened", str(case.id))
    events.announce(events.CaseOpened(here(), case.id))
    return case


def _member(user_id: UUID | None) -> UUID | None:
    if user_id is not None and user_id not in accounts.people():
        raise refusal("owner", message("Choose a member of the organisation."))
    return user_id


def change_case(
    case_id: UUID,
    *,
    state: str,
    owner_id: UUID | None,
    due_on: date | None,
    outcome: str = "",
    by: Access | None = None,
) -> Case:
    """Who looks after it, until when, where it stands, how it ended; Invalid."""
    case = queries.case(case_id)
    before, ended = case.state, lines(outcome)[: rules.LONGEST_TEXT]
    case.state = rules.check_state(state, ended)
    case.owner_id, case.due_on, case.outcome = _member(owner_id), due_on, ended
    if case.state != before:
        case.closed_at = now() if case.state == rules.CLOSED else None
        record(by, "case.moved", str(case.id), {"before": before, "after": case.state})
    return case


def add_note(case_id: UUID, *, text: str, by: Access | None = None) -> CaseNote:
    """What somebody did or found out; notes are added, never changed. Invalid."""
    return _note(queries.case(case_id), rules.NOTE, rules.note_of(text), by)


def reply(case_id: UUID, *, text: str, by: Access | None = None) -> CaseNote:
    """Write to the person by mail; what was written stays among the notes, with how it went.

    Raises:
        Invalid; Conflict where nobody knows who it was, or one may not write to them.
    """
    case = queries.case(case_id)
    _writable(case)
    made = _note(case, rules.REPLY, rules.note_of(text, most=rules.LONGEST_REPLY), by)
    jobs.add(REPLY, organisation_id=here(), note=made.id.hex)
    return made


def send_again(note_id: UUID, *, by: Access | None = None) -> CaseNote:
    """Try once more to mail a reply that could not be sent.

    Raises:
        NotFound; Conflict where it was sent or is being sent, or the person may not be written to.
    """
    note = queries.held_note(note_id)
    if note.kind != rules.REPLY or note.sent is not False:
        raise Conflict(message("Only a reply that could not be sent is sent again."))
    _writable(queries.case(note.case_id))
    note.sent = None
    record(by, "case.reply_again", str(note.case_id))
    jobs.add(REPLY, organisation_id=here(), note=note.id.hex)
    return note


def _writable(case: Case) -> None:
    """Conflict where nobody knows who it was, or one may not write to them."""
    person = queries.contact_of(case)
    if person is None:
        raise Conflict(message("Nobody knows who gave this answer, so there is nobody to write to."))
    if reason := why_not(person, "email"):
        raise Conflict(message("This person cannot be written to: %(reason)s.", reason=reason_label(reason)))


def _note(case: Case, kind: str, text: str, by: Access | None) -> CaseNote:
    made = CaseNote(id=uuid4(), case_id=case.id, kind=kind, text=text, author_id=by.user_id if by else None)
    db.session.add(made)
    db.session.flush()
    record(by, f"case.{kind}", str(case.id))
    return made


def keep_reply(note: CaseNote, *, sent: bool) -> None:
    """Write down how the mail went; the first word stands."""
    if note.sent is None:
        note.sent = sent
        if sent:
            queries.case(note.case_id).answered_at = now()


def forget_contact(contact_id: UUID) -> int:
    """A person is erased: notes, what was written to them and every word about them go; how many cases."""
    theirs = queries.cases_about(contact_id)
    for case in theirs:
        case.contact_id, case.reason, case.outcome = None, "", ""
    db.session.execute(delete(CaseNote).where(CaseNote.case_id.in_([case.id for case in theirs])))
    db.session.flush()
    return len(theirs)
