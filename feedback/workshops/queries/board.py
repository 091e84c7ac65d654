"""The wall of a workshop as the facilitator sees it: notes by stage, clusters, moments named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from feedback.db import Texts, db
from feedback.workshops.models import NoteCluster, Workshop, WorkshopNote
from feedback.workshops.queries import clusters as cluster_queries
from feedback.workshops.rules import stages as rules

MOST_NOTES = 2000
"""The newest notes that one page shows."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What changes whenever the wall does: one read, without a note's text."""

    notes: int
    people: int
    """Who wrote here; notes brought in from elsewhere tell of nobody who was in the room."""
    newest: datetime | None
    changed: datetime | None
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Named:
    """How many participants named this moment at this stage."""

    stage_code: str
    stage_name: Texts
    moment: str
    people: int

    @property
    def several(self) -> bool:
        return self.people >= rules.SEVERAL


@dataclass(frozen=True, slots=True)
class Heap:
    """A cluster and the notes in it."""

    cluster: NoteCluster
    notes: Sequence[WorkshopNote]
    people: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stage on the wall; code '' is what stands on none."""

    code: str
    name: Texts
    heaps: Sequence[Heap]
    loose: Sequence[WorkshopNote]
    moments: Sequence[Named]

    @property
    def count(self) -> int:
        return len(self.loose) + sum(len(heap.notes) for heap in self.heaps)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole wall."""

    places: Sequence[Place]
    clusters: Sequence[NoteCluster]
    shown: int

    @property
    def moments(self) -> list[Named]:
        return [named for place in self.places for named in place.moments]


def pulse(workshop_id: UUID) -> Pulse:
    """One read of figures, for pages that ask whether anything is new; all zero where there is no such workshop."""
    here = WorkshopNote.workshop_id == Workshop.id
    written = select(func.count()).where(here).scalar_subquery()
    people = select(func.count(WorkshopNote.participant.distinct())).where(here, WorkshopNote.source == "")
    newest = select(func.max(WorkshopNote.written_at)).where(here).scalar_subquery()
    columns = (written, people.scalar_subquery(), newest, Workshop.changed_at, Workshop.closed_at)
    row = db.session.execute(select(*columns).where(Workshop.id == workshop_id)).first()
    return Pulse(*row) if row else Pulse(0, 0, None, None, None)


def board(workshop: Workshop) -> Board:
    """The wall in three reads, however many stages, clusters and notes there are."""
    notes, clusters = _newest(workshop.id), cluster_queries.clusters(workshop.id)
    moments = _named(workshop)
    heaps = [_heap(cluster, notes) for cluster in clusters]
    codes = rules.codes_of(workshop.stages)
    places = [_place(code, workshop, heaps, notes, moments) for code in (*codes, "")]
    return Board([place for place in places if place.code or place.count], clusters, len(notes))


def _newest(workshop_id: UUID) -> list[WorkshopNote]:
    wanted = select(WorkshopNote).where(WorkshopNote.workshop_id == workshop_id)
    ordered = wanted.order_by(WorkshopNote.written_at.desc(), WorkshopNote.id).limit(MOST_NOTES)
    return list(db.session.scalars(ordered))


def _named(workshop: Workshop) -> dict[tuple[str, str], int]:
    """(stage, moment) -> participants who named it."""
    columns = (WorkshopNote.stage_code, WorkshopNote.moment)
    counted = select(*columns, func.count(WorkshopNote.participant.distinct()))
    there = counted.where(WorkshopNote.workshop_id == workshop.id, WorkshopNote.moment != "")
    return {(code, moment): people for code, moment, people in db.session.execute(there.group_by(*columns))}


def _heap(cluster: NoteCluster, notes: Sequence[WorkshopNote]) -> Heap:
    inside = [note for note in notes if note.cluster_id == cluster.id]
    return Heap(cluster, inside, cluster_queries.people(inside))


def _place(
    code: str,
    workshop: Workshop,
    heaps: Sequence[Heap],
    notes: Sequence[WorkshopNote],
    moments: Mapping[tuple[str, str], int],
) -> Place:
    name = rules.name_of(code, workshop.stages)
    here = [heap for heap in heaps if rules.stage_of(heap.cluster.stage_code, workshop.stages) == code]
    loose = [one for one in notes if one.cluster_id is None and rules.stage_of(one.stage_code, workshop.stages) == code]
    named = [Named(code, name, kind, moments[code, kind]) for kind in rules.MOMENTS if (code, kind) in moments]
    return Place(code, name, here, loose, named if code else [])
