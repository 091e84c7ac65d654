"""Every write of the coverage plan."""

from __future__ import annotations

from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.journeys.models import Stage
from feedback.outreach.models import NotApplicable
from feedback.outreach.queries import coverage as queries
from feedback.outreach.rules import coverage as rules
from feedback.permissions import Access
from feedback.stakeholders.models import StakeholderGroup


def mark_not_applicable(
    *, stage: Stage, group: StakeholderGroup, reason: str, by: Access | None = None
) -> NotApplicable:
    """Say that a group does not live a stage, and why; the newest reason stands. Conflict where people answered.

    Invalid at `reason` where none is written.
    """
    why = rules.reason_of(reason)
    rules.may_mark(queries.cell(stage.id, group.id))
    row = queries.marked(stage.id, group.id)
    if row is None:
        row = NotApplicable(stage_id=stage.id, group_id=group.id)
        db.session.add(row)
    row.reason, row.marked_at = why, now()
    db.session.flush()
    record(by, "cell.not_applicable", f"{stage.code}/{group.code}")
    return row


def unmark(mark: NotApplicable, *, by: Access | None = None) -> None:
    """Take the mark back: the cell is to be asked again."""
    record(by, "cell.applicable", str(mark.id))
    db.session.delete(mark)
