"""Cases, their notes, and who is looked after."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.followup.models import AlertRule, Case, CaseNote
from feedback.followup.rules.cases import CLOSED, LATE, MINE, OPEN
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Response, Survey

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases a list shows: a word of `rules.cases.SHOWS`, for whom, and what day it is."""

    show: str
    user_id: UUID | None
    today: date

    def conditions(self) -> list[ColumnElement[bool]]:
        still = Case.state != CLOSED
        return {
            OPEN: [still],
            MINE: [still, Case.owner_id == self.user_id],
            LATE: [still, Case.due_on < self.today],
            CLOSED: [Case.state == CLOSED],
        }.get(self.show, [])


def cases(wanted: Wanted, *, offset: int = 0, limit: int = PAGE) -> list[Case]:
    """Cases, those to look after first, by date; then the closed ones."""
    order = (Case.state == CLOSED, Case.due_on.is_(None), Case.due_on, Case.opened_at.desc(), Case.id)
    found = select(Case).where(*wanted.conditions()).order_by(*order).offset(offset).limit(limit)
    return list(db.session.scalars(found))


def count(wanted: Wanted) -> int:
    return db.session.scalar(select(func.count()).select_from(Case).where(*wanted.conditions())) or 0


def case(case_id: UUID) -> Case:
    """One case of this organisation; NotFound."""
    return find(Case, case_id)


def case_of(response_id: UUID) -> Case | None:
    """The case that was opened from an answer."""
    return db.session.scalar(select(Case).where(Case.response_id == response_id))


def cases_of(response_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Answer -> its case: one read."""
    rows = db.session.execute(select(Case.response_id, Case.id).where(Case.response_id.in_(response_ids)))
    return {response_id: case_id for response_id, case_id in rows}


def cases_about(contact_id: UUID) -> list[Case]:
    """The cases of one person, the oldest first."""
    return list(db.session.scalars(select(Case).where(Case.contact_id == contact_id).order_by(Case.opened_at)))


def notes(case_ids: Collection[UUID]) -> list[CaseNote]:
    """What was noted and written, the oldest first."""
    wanted = select(CaseNote).where(CaseNote.case_id.in_(case_ids)).order_by(CaseNote.written_at, CaseNote.id)
    return list(db.session.scalars(wanted))


def note(note_id: UUID) -> CaseNote:
    """One note of this organisation; NotFound."""
    return find(CaseNote, note_id)


def held_note(note_id: UUID) -> CaseNote:
    """The note as it stands now; nobody else changes it until the transaction ends. NotFound."""
    wanted = select(CaseNote).where(CaseNote.id == note_id).with_for_update()
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NotFound()
    return found


def rule_of(row: Case) -> AlertRule | None:
    """The alert rule that opened a case."""
    return find(AlertRule, row.rule_id) if row.rule_id else None


def contact_of(row: Case) -> Contact | None:
    """Who is looked after, where that is known."""
    return db.session.scalar(select(Contact).where(Contact.id == row.contact_id)) if row.contact_id else None


def source_of(response_id: UUID) -> tuple[str, UUID | None]:
    """In which mode an answer was given, and by whom where that is known; NotFound."""
    wanted = select(Survey.mode, Response.contact_id).join(Response, Response.survey_id == Survey.id)
    row = db.session.execute(wanted.where(Response.id == response_id)).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def count_of_rules() -> dict[UUID, int]:
    """Alert rule -> how many cases it opened: one read."""
    wanted = select(Case.rule_id, func.count()).group_by(Case.rule_id)
    return {rule_id: number for rule_id, number in db.session.execute(wanted) if rule_id}
