"""Every write of reports: when they go out, to whom, and that they went."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.errors import message
from feedback.names import refusal
from feedback.permissions import Access
from feedback.reports import rules
from feedback.reports.models import ReportReader, ReportSchedule
from feedback.reports.queries import schedules as queries


def schedule_report(
    *,
    every: str,
    next_on: date | None,
    readers: Collection[UUID],
    function_id: UUID | None = None,
    workbook: bool = False,
    shape: str = rules.PAPER,
    schedule_id: UUID | None = None,
    by: Access | None = None,
) -> ReportSchedule:
    """Let a report go out to members again and again, or change when and to whom. Invalid, NotFound."""
    row = queries.schedule(schedule_id) if schedule_id else ReportSchedule()
    row.every, row.function_id, row.workbook = _rhythm(every), function_id, workbook
    row.shape = _shape(shape, function_id)
    day = _day(next_on, row)
    if row.next_on != day:
        row.next_on, row.day = day, day.day
    wanted = _members(readers)
    row.readers = [*(one for one in row.readers if one.user_id in wanted), *_new(row, wanted)]
    db.session.add(row)
    db.session.flush()
    record(by, "report.changed" if schedule_id else "report.scheduled", str(row.id))
    return row


def _rhythm(every: str) -> str:
    if every not in rules.EVERY:
        raise refusal("every", message("Choose how often."))
    return every


def _shape(shape: str, function_id: UUID | None) -> str:
    """An area's summary is one page, and has no slides."""
    if shape not in rules.SHAPES:
        raise refusal("shape", message("Choose one."))
    if function_id and shape != rules.PAPER:
        raise refusal("shape", message("Slides are there of the management report only: choose the paper."))
    return shape


def _day(next_on: date | None, row: ReportSchedule) -> date:
    """Today or later; the day it has already may stay."""
    if next_on is None or (next_on != row.next_on and next_on < now().date()):
        raise refusal("next_on", message("Choose a day from today on."))
    return next_on


def _members(readers: Collection[UUID]) -> frozenset[UUID]:
    wanted = frozenset(readers) & accounts.people().keys()
    if not wanted:
        raise refusal("readers", message("Choose at least one member."))
    return wanted


def _new(row: ReportSchedule, wanted: Collection[UUID]) -> list[ReportReader]:
    known = {one.user_id for one in row.readers}
    return [ReportReader(user_id=user_id) for user_id in sorted(wanted, key=str) if user_id not in known]


def end_schedule(schedule_id: UUID, *, by: Access | None = None) -> None:
    """It goes out no more; NotFound."""
    row = queries.schedule(schedule_id)
    record(by, "report.ended", str(row.id))
    db.session.delete(row)


def leave(schedule_id: UUID, *, user_id: UUID) -> None:
    """This member gets it no more; whoever did not get it is not told apart. NotFound for an unknown schedule."""
    row = queries.schedule(schedule_id)
    row.readers = [one for one in row.readers if one.user_id != user_id]


def keep_sent(reader: ReportReader, *, round_of: date, refused: bool) -> None:
    """This member had this round, or the mail server will not take it for them."""
    reader.sent_on, reader.refused = round_of, refused


def move_on(row: ReportSchedule, *, today: date) -> None:
    """The round is over; a round that was missed is not made up for twice."""
    row.next_on = rules.next_after(row.every, row.day, row.next_on, today)
