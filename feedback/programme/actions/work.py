"""Every write about the work on a decided improvement: its plan, its start, how far it is, its end."""

from __future__ import annotations

from datetime import date
from types import EllipsisType
from uuid import UUID

from feedback.accounts.actions import record
from feedback.backlog.actions import improvements as backlog
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import db, now
from feedback.errors import Conflict, message
from feedback.names import one_line
from feedback.permissions import Access
from feedback.programme import queries, rules
from feedback.programme.models import Implementation


def worked_on(improvement_id: UUID, by: Access | None) -> Improvement:
    """The improvement, for whoever may work on it; NotFound, NotAllowed. Nobody else writes it meanwhile."""
    row = improvements.locked(improvement_id)
    rules.check_may_work(by, row.owner_id)
    return row


def planned(row: Improvement) -> Implementation:
    """How its implementation goes, made now where nobody planned it yet; Conflict where there is nothing to do."""
    work = queries.implementation(row.id)
    if work is None:
        rules.check_agreed(row.status)
        work = Implementation(improvement_id=row.id, percent=0, blocker="")
        db.session.add(work)
        db.session.flush()
    return work


def plan(
    improvement_id: UUID,
    *,
    planned_on: date | None,
    due_on: date | None,
    owner_id: UUID | None,
    function_id: UUID | EllipsisType | None = ...,
    by: Access | None = None,
) -> Implementation:
    """Who, in which area, from when, until when; `...` leaves the area as it is.

    NotAllowed, Invalid, Conflict where it is not decided or done already.
    """
    row = worked_on(improvement_id, by)
    rules.check_agreed(row.status)
    rules.check_days(planned_on, due_on)
    area = row.function_id if function_id is ... else function_id
    if (owner_id, area) != (row.owner_id, row.function_id):
        rules.check_may_assign(by)
    if (owner_id, area, due_on) != (row.owner_id, row.function_id, row.due_on):
        backlog.change_improvement(row.id, owner_id=owner_id, function_id=area, due_on=due_on, by=by)
    work = planned(row)
    work.planned_on = planned_on
    record(by, "improvement.planned", f"#{row.number}")
    return work


def start(improvement_id: UUID, *, by: Access | None = None) -> Implementation:
    """Begin to carry out a decided improvement; NotAllowed, Conflict. Beginning again keeps what was reported."""
    row = worked_on(improvement_id, by)
    backlog.move(row.id, rules.IN_PROGRESS, by=by)
    work = planned(row)
    work.starts_on = work.starts_on or now().date()
    work.done_on = None
    return work


def report(improvement_id: UUID, *, percent: int, blocker: str = "", by: Access | None = None) -> Implementation:
    """How far it is, and what stands in the way; NotAllowed, Invalid, Conflict where it is not in progress."""
    row = worked_on(improvement_id, by)
    work = queries.implementation(row.id)
    if work is None or row.status != rules.IN_PROGRESS:
        raise Conflict(message("Start it first."))
    work.percent = rules.check_percent(percent)
    work.blocker = one_line(blocker)[: rules.LONGEST_NOTE]
    work.blocked_on = rules.blocked_since(work.blocked_on, work.blocker, now().date())
    record(by, "improvement.progress", f"#{row.number}", {"percent": work.percent})
    return work


def put_back(improvement_id: UUID, *, by: Access | None = None) -> Implementation:
    """Not being carried out for now; NotAllowed, Conflict. The day it first started stays: work was done then."""
    row = worked_on(improvement_id, by)
    backlog.move(row.id, rules.DECIDED, by=by)
    return planned(row)


def finish(improvement_id: UUID, *, on: date | None = None, by: Access | None = None) -> Implementation:
    """It is done: the improvement leaves the order; NotAllowed, Conflict where it is not in progress."""
    row = worked_on(improvement_id, by)
    work = planned(row)
    backlog.move(row.id, rules.DONE, by=by)
    work.starts_on = work.starts_on or now().date()
    work.percent, work.blocker, work.blocked_on, work.done_on = 100, "", None, on or now().date()
    return work


def move(improvement_id: UUID, to: str, *, by: Access | None = None) -> Implementation:
    """Let it stand in another column of the board; NotAllowed, Invalid, Conflict."""
    acts = {rules.DECIDED: put_back, rules.IN_PROGRESS: start, rules.DONE: finish}
    return acts[rules.check_column(to)](improvement_id, by=by)
