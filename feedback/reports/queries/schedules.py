"""Which reports go out by themselves, to whom, and which are due."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from feedback.accounts import queries as accounts
from feedback.accounts.models import Membership
from feedback.db import db, find
from feedback.reports.models import ReportReader, ReportSchedule


def schedules() -> list[ReportSchedule]:
    """All of this organisation, the next one first; their readers come with them."""
    wanted = select(ReportSchedule).order_by(ReportSchedule.next_on, ReportSchedule.created_at, ReportSchedule.id)
    return list(db.session.scalars(wanted))


def schedule(schedule_id: UUID) -> ReportSchedule:
    """NotFound where there is none here."""
    return find(ReportSchedule, schedule_id)


def due(today: date) -> list[tuple[UUID, UUID]]:
    """(organisation, schedule) of what should have gone out by today, of every organisation."""
    wanted = select(ReportSchedule.organisation_id, ReportSchedule.id).where(ReportSchedule.next_on <= today)
    return [(organisation_id, found) for organisation_id, found in db.session.execute(wanted)]


def waiting(row: ReportSchedule) -> list[tuple[ReportReader, Membership]]:
    """Who did not get this round yet, with their membership; nobody whose account is closed."""
    members = {one.user_id: one for one in accounts.members() if one.user.disabled_at is None}
    left = [one for one in row.readers if one.sent_on != row.next_on and one.user_id in members]
    return [(one, members[one.user_id]) for one in left]
