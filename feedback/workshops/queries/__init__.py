"""Every read of workshops and their notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from feedback.accounts.models import Organisation
from feedback.db import Texts, db, everywhere, find
from feedback.workshops.models import Ballot, Workshop, WorkshopNote


@dataclass(frozen=True, slots=True)
class Room:
    """What a workshop's link opens; links carry no organisation, so it carries its own."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    languages: tuple[str, ...]
    code: str
    title: Texts
    question: Texts
    closed: bool
    kind: str
    stages: tuple[Mapping[str, Any], ...]
    """[{"code", "name"}] people write on; none where it is about one question."""
    way: str = ""
    """How people vote; '' where they write."""


def room(code: str) -> Room | None:
    """The workshop a link names; None where there is none."""
    with everywhere():
        row = db.session.execute(
            select(Workshop, Organisation, Ballot.way)
            .join(Organisation, Organisation.id == Workshop.organisation_id)
            .outerjoin(Ballot, Ballot.workshop_id == Workshop.id)
            .where(Workshop.code == code)
        ).first()
    if row is None:
        return None
    workshop, organisation, way = row
    named = (workshop.organisation_id, organisation.name, tuple(organisation.languages), workshop.code)
    asked = (workshop.title, workshop.question, workshop.closed_at is not None)
    return Room(workshop.id, *named, *asked, workshop.kind, tuple(workshop.stages), way or "")


def own_notes(workshop_id: UUID, participant: UUID) -> list[WorkshopNote]:
    """The notes of one participant, the newest first."""
    wanted = select(WorkshopNote).where(
        WorkshopNote.workshop_id == workshop_id, WorkshopNote.participant == participant
    )
    return list(db.session.scalars(wanted.order_by(WorkshopNote.written_at.desc(), WorkshopNote.id)))


def workshops() -> list[Workshop]:
    """Every workshop, the newest first."""
    return list(db.session.scalars(select(Workshop).order_by(Workshop.created_at.desc(), Workshop.id)))


def workshop(workshop_id: UUID) -> Workshop:
    """One workshop of this organisation; NotFound."""
    return find(Workshop, workshop_id)


def note_counts() -> dict[UUID, int]:
    """Workshop -> how many notes it has; one without notes is left out."""
    counted = select(WorkshopNote.workshop_id, func.count()).group_by(WorkshopNote.workshop_id)
    return {workshop_id: count for workshop_id, count in db.session.execute(counted)}


def notes(workshop_id: UUID) -> list[WorkshopNote]:
    """The notes of a workshop, the newest first."""
    wanted = select(WorkshopNote).where(WorkshopNote.workshop_id == workshop_id)
    return list(db.session.scalars(wanted.order_by(WorkshopNote.written_at.desc(), WorkshopNote.id)))


def participants(workshop_id: UUID) -> int:
    """How many people left a note; notes that were brought in from elsewhere tell of nobody who was here."""
    written = (WorkshopNote.workshop_id == workshop_id, WorkshopNote.source == "")
    counted = select(func.count(WorkshopNote.participant.distinct())).where(*written)
    return db.session.scalar(counted) or 0


def is_taken(code: str) -> bool:
    """Whether a workshop of any organisation has the code: it is unique in the installation."""
    with everywhere():
        return db.session.scalar(select(Workshop.id).where(Workshop.code == code)) is not None
