"""Writing, changing and removing formulas of one's own."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.analysis.priority.formula_language import FormulaError, parse
from feedback.backlog.models import Formula
from feedback.backlog.queries import own_formulas as queries
from feedback.backlog.rules.formula_inputs import INPUTS
from feedback.db import db, now
from feedback.errors import Conflict, message
from feedback.names import line_of, refusal
from feedback.permissions import Access

MOST = 50
LONGEST_NAME = 60


def write_formula(*, name: str, text: str, higher_first: bool, by: Access | None = None) -> Formula:
    """Keep a formula under a name of its own. Invalid where it cannot be read, or one of that name is there."""
    if queries.how_many() >= MOST:
        raise refusal("name", message("There are %(most)s formulas. Remove one first.", most=MOST))
    return _kept(Formula(), name, text, higher_first, by)


def change_formula(row: Formula, *, name: str, text: str, higher_first: bool, by: Access | None = None) -> Formula:
    """Write a formula anew; who did and when stand beside it from then on."""
    return _kept(row, name, text, higher_first, by)


def _kept(row: Formula, name: str, text: str, higher_first: bool, by: Access | None) -> Formula:
    checked_name, checked_text = _name(row, name), _readable(text)
    row.name, row.text, row.higher_first = checked_name, checked_text, higher_first
    row.written_by, row.written_at = by.user_id if by else None, now()
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("There is a formula of this name already.")) from error
    record(by, "formula.saved", row.name, {"text": row.text, "higher_first": higher_first})
    return row


def _name(row: Formula, given: str) -> str:
    cleaned = line_of("name", given, most=LONGEST_NAME)
    other = queries.formula_named(cleaned)
    if other is not None and other.id != row.id:
        raise refusal("name", message("There is a formula of this name already."))
    return cleaned


def _readable(text: str) -> str:
    try:
        parse(text, INPUTS)
    except FormulaError as error:
        raise refusal("text", error.message) from error
    return text.strip()


def remove_formula(row: Formula, *, by: Access | None = None) -> None:
    """Forget a formula; the list was never ordered by it."""
    record(by, "formula.removed", row.name, {"text": row.text, "higher_first": row.higher_first})
    db.session.delete(row)
