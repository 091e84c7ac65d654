"""Every write of cases."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.errors import Conflict, message
from feedback.followup import queries, rules
from feedback.followup.models import Case
from feedback.names import lines, refusal
from feedback.permissions import Access


def open_case(
    response_id: UUID,
    *,
    reason: str,
    owner_id: UUID | None = None,
    due_on: date | None = None,
    by: Access | None = None,
) -> Case:
    """Look after one answer; NotFound, Invalid, Conflict for an answer given in confidence or followed up already."""
    rules.check_mode(queries.mode_of(response_id))
    if queries.case_of(response_id):
        raise Conflict(message("Somebody looks after this answer already."))
    case = Case(
        response_id=response_id,
        reason=rules.check_reason(lines(reason)[: rules.LONGEST_TEXT]),
        owner_id=_member(owner_id),
        due_on=due_on,
    )
    db.session.add(case)
    db.session.flush()
    record(by, "case.opened", str(case.id))
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
    note: str = "",
    outcome: str = "",
    by: Access | None = None,
) -> Case:
    """Who looks after it, until when, what was noted, how it ended; Invalid."""
    case = queries.case(case_id)
    before, ended = case.state, lines(outcome)[: rules.LONGEST_TEXT]
    case.state = rules.check_state(state, ended)
    case.owner_id, case.due_on = _member(owner_id), due_on
    case.note, case.outcome = lines(note)[: rules.LONGEST_TEXT], ended
    if case.state != before:
        case.closed_at = now() if case.state == rules.CLOSED else None
        record(by, "case.moved", str(case.id), {"before": before, "after": case.state})
    return case
