"""Every read of clusters: notes that were put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import db
from feedback.errors import NotFound
from feedback.workshops.models import NoteCluster, Workshop, WorkshopNote


def clusters(workshop_id: UUID) -> list[NoteCluster]:
    """The clusters of a workshop in the order they were made."""
    wanted = select(NoteCluster).where(NoteCluster.workshop_id == workshop_id)
    return list(db.session.scalars(wanted.order_by(NoteCluster.position, NoteCluster.id)))


def cluster(workshop_id: UUID, cluster_id: UUID) -> NoteCluster:
    """One cluster of one workshop; NotFound."""
    wanted = select(NoteCluster).where(NoteCluster.workshop_id == workshop_id, NoteCluster.id == cluster_id)
    if (found := db.session.scalar(wanted)) is None:
        raise NotFound()
    return found


def with_id(cluster_id: UUID) -> tuple[NoteCluster, Workshop]:
    """One cluster of this organisation with its workshop; NotFound."""
    wanted = select(NoteCluster, Workshop).join(Workshop, Workshop.id == NoteCluster.workshop_id)
    if (found := db.session.execute(wanted.where(NoteCluster.id == cluster_id)).first()) is None:
        raise NotFound()
    return found[0], found[1]


def made_into(became: str, became_ids: Collection[UUID]) -> list[NoteCluster]:
    """The clusters these claims, or these imports of evidence, were made of."""
    wanted = select(NoteCluster).where(NoteCluster.became == became, NoteCluster.became_id.in_(became_ids))
    return list(db.session.scalars(wanted))


def notes_of(cluster_id: UUID) -> list[WorkshopNote]:
    """The notes of a cluster, the oldest first."""
    wanted = select(WorkshopNote).where(WorkshopNote.cluster_id == cluster_id)
    return list(db.session.scalars(wanted.order_by(WorkshopNote.written_at, WorkshopNote.id)))


def notes_chosen(workshop_id: UUID, note_ids: Collection[UUID]) -> list[WorkshopNote]:
    """The notes with these ids, of this workshop alone, for a change nobody else makes at the same time."""
    wanted = select(WorkshopNote).where(WorkshopNote.workshop_id == workshop_id, WorkshopNote.id.in_(note_ids))
    return list(db.session.scalars(wanted.order_by(WorkshopNote.written_at, WorkshopNote.id).with_for_update()))


def last_position(workshop_id: UUID) -> int:
    return db.session.scalar(select(func.max(NoteCluster.position)).where(NoteCluster.workshop_id == workshop_id)) or 0


def people(notes: Iterable[WorkshopNote]) -> int:
    """How many participants wrote them: a person who wrote three notes is one."""
    return len({note.participant for note in notes})


def empty(workshop_id: UUID) -> list[NoteCluster]:
    """Clusters nothing was made of and no note stands in."""
    filled = select(WorkshopNote.cluster_id).where(
        WorkshopNote.workshop_id == workshop_id, WorkshopNote.cluster_id.is_not(None)
    )
    wanted = select(NoteCluster).where(NoteCluster.workshop_id == workshop_id, NoteCluster.became == "")
    return list(db.session.scalars(wanted.where(NoteCluster.id.not_in(filled))))
