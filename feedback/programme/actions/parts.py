"""Every write about the parts of an implementation: its milestones and its check-list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from feedback.accounts.actions import record
from feedback.backlog.models import Improvement
from feedback.db import db, now
from feedback.names import line_of, one_line
from feedback.permissions import Access
from feedback.programme import queries, rules
from feedback.programme.actions.work import planned, worked_on
from feedback.programme.models import CheckItem, Milestone


def add_milestone(
    improvement_id: UUID, *, title: str, due_on: date | None = None, by: Access | None = None
) -> Milestone:
    """A dated part of the work, also before it starts; NotAllowed, Invalid, Conflict where nothing was decided."""
    row = worked_on(improvement_id, by)
    work = planned(row)
    part = Milestone(implementation_id=work.id, title=line_of("title", title), due_on=due_on)
    db.session.add(part)
    db.session.flush()
    _recorded(row, by)
    return part


def change_milestone(
    improvement_id: UUID, milestone_id: UUID, *, title: str, due_on: date | None, by: Access | None = None
) -> Milestone:
    """Call it otherwise, or give it another day; NotAllowed, NotFound, Invalid."""
    row = worked_on(improvement_id, by)
    part = queries.milestone(row.id, milestone_id)
    part.title, part.due_on = line_of("title", title), due_on
    _recorded(row, by)
    return part


def reach_milestone(
    improvement_id: UUID, milestone_id: UUID, *, done: bool = True, by: Access | None = None
) -> Milestone:
    """A part is done, or not after all; NotAllowed, NotFound."""
    row = worked_on(improvement_id, by)
    part = queries.milestone(row.id, milestone_id)
    part.done_on = (part.done_on or now().date()) if done else None
    _recorded(row, by)
    return part


def remove_milestone(improvement_id: UUID, milestone_id: UUID, *, by: Access | None = None) -> None:
    """It is no part of the plan any more; NotAllowed, NotFound."""
    row = worked_on(improvement_id, by)
    db.session.delete(queries.milestone(row.id, milestone_id))
    _recorded(row, by)


def _recorded(row: Improvement, by: Access | None) -> None:
    """Calendars tell by it that a date may have moved."""
    record(by, "milestone.changed", f"#{row.number}")


def add_checks(improvement_id: UUID, *, texts: Sequence[str], by: Access | None = None) -> list[CheckItem]:
    """Lines at the end of the check-list, empty ones left out; NotAllowed, Invalid, Conflict where not decided."""
    work = planned(worked_on(improvement_id, by))
    wanted = rules.check_lines(list(filter(None, map(one_line, texts))), len(work.checks))
    first = max((one.position for one in work.checks), default=0) + 1
    added = [
        CheckItem(implementation_id=work.id, position=position, text=text)
        for position, text in enumerate(wanted, start=first)
    ]
    work.checks.extend(added)
    db.session.flush()
    return added


def tick(improvement_id: UUID, check_id: UUID, *, done: bool = True, by: Access | None = None) -> CheckItem:
    """A line of the check-list is done, or not after all; NotAllowed, NotFound."""
    line = queries.check(worked_on(improvement_id, by).id, check_id)
    if done and line.done_on is None:
        line.done_on, line.done_by = now().date(), by.user_id if by else None
    elif not done:
        line.done_on = line.done_by = None
    return line


def remove_check(improvement_id: UUID, check_id: UUID, *, by: Access | None = None) -> None:
    """A line nobody needs; NotAllowed, NotFound."""
    db.session.delete(queries.check(worked_on(improvement_id, by).id, check_id))
