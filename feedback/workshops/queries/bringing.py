"""What was brought into a workshop from elsewhere before."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.workshops.models import Workshop, WorkshopNote


def locked(workshop_id: UUID) -> Workshop:
    """The workshop, so that pressing a button twice brings the same notes once."""
    wanted = select(Workshop).where(Workshop.id == workshop_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def brought_before(workshop_id: UUID, source: str) -> list[tuple[str, str]]:
    """(stage, text) of every note this source brought."""
    columns = (WorkshopNote.stage_code, WorkshopNote.text)
    there = (WorkshopNote.workshop_id == workshop_id, WorkshopNote.source == source)
    return [(code, text) for code, text in db.session.execute(select(*columns).where(*there))]


def sources(workshop_id: UUID) -> list[str]:
    """What notes were brought from, in order."""
    brought = (WorkshopNote.workshop_id == workshop_id, WorkshopNote.source != "")
    wanted = select(WorkshopNote.source).where(*brought).distinct().order_by(WorkshopNote.source)
    return list(db.session.scalars(wanted))


def someone_of(workshop_id: UUID, source: str) -> UUID | None:
    """A participant number this source brought before: whose notes go on counting as one person's."""
    there = (WorkshopNote.workshop_id == workshop_id, WorkshopNote.source == source)
    return db.session.scalar(select(WorkshopNote.participant).where(*there).order_by(WorkshopNote.written_at).limit(1))


def notes_from(workshop_id: UUID, source: str) -> list[WorkshopNote]:
    wanted = select(WorkshopNote).where(WorkshopNote.workshop_id == workshop_id, WorkshopNote.source == source)
    return list(db.session.scalars(wanted))
