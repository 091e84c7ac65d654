"""Every write of clusters: put notes together, take them out, name, move, dissolve, and what was made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.permissions import Access
from feedback.workshops.models import NoteCluster, Workshop, WorkshopNote
from feedback.workshops.queries import clusters as queries
from feedback.workshops.rules import clusters as rules
from feedback.workshops.rules import stages as stage_rules


def group(
    workshop: Workshop,
    *,
    note_ids: Collection[UUID],
    into: UUID | None = None,
    title: str = "",
    by: Access | None = None,
) -> NoteCluster:
    """Put notes into a cluster: the one with the id, else a new one with this heading, at the stage most of them have.

    A note stands in one cluster at most: it leaves the one it was in, and a cluster without notes goes.

    Raises:
        Invalid: no note chosen, or a new cluster without a heading.
        Conflict: something was already made of a cluster that would change.
    """
    workshop = _locked(workshop.id)
    notes = _movable(workshop, note_ids)
    cluster = _new(workshop, title, notes) if into is None else queries.cluster(workshop.id, into)
    rules.still_open(cluster.became)
    _put(notes, cluster.id)
    _sweep(workshop)
    record(by, "workshop.grouped", workshop.code, {"notes": len(notes)})
    return cluster


def take_out(workshop: Workshop, *, note_ids: Collection[UUID], by: Access | None = None) -> Workshop:
    """Take notes out of whatever clusters they are in; a cluster without notes goes."""
    workshop = _locked(workshop.id)
    _put(_movable(workshop, note_ids), None)
    _sweep(workshop)
    record(by, "workshop.grouped", workshop.code)
    return workshop


def change(cluster: NoteCluster, *, title: str, stage_code: str, by: Access | None = None) -> NoteCluster:
    """Another heading, another stage; Conflict where something was made of it already."""
    workshop = _locked(cluster.workshop_id)
    cluster = queries.cluster(workshop.id, cluster.id)
    rules.still_open(cluster.became)
    cluster.title = rules.heading_of(title)
    cluster.stage_code = stage_rules.stage_of(stage_code, workshop.stages)
    record(by, "workshop.grouped", workshop.code)
    return cluster


def dissolve(cluster: NoteCluster, *, by: Access | None = None) -> Workshop:
    """No cluster any more; its notes stand alone again."""
    workshop = _locked(cluster.workshop_id)
    cluster = queries.cluster(workshop.id, cluster.id)
    rules.still_open(cluster.became)
    _put(queries.notes_of(cluster.id), None)
    _sweep(workshop)
    record(by, "workshop.grouped", workshop.code)
    return workshop


def became(cluster_id: UUID, what: str, became_id: UUID) -> NoteCluster:
    """Keep what a higher slice made of a cluster; Conflict where something was made of it already."""
    found, workshop = queries.with_id(cluster_id)
    _locked(workshop.id)
    cluster = queries.cluster(workshop.id, found.id)
    rules.still_open(cluster.became)
    cluster.became, cluster.became_id = what, became_id
    return cluster


def released(what: str, became_ids: Collection[UUID]) -> None:
    """What was made of these clusters was taken back: they may be changed again."""
    for cluster in queries.made_into(what, became_ids) if became_ids else ():
        _locked(cluster.workshop_id)
        cluster.became, cluster.became_id = "", None


def _locked(workshop_id: UUID) -> Workshop:
    """The workshop, for a change of its clusters that nobody else makes at the same time; open pages look again."""
    wanted = select(Workshop).where(Workshop.id == workshop_id).with_for_update()
    workshop = db.session.scalars(wanted.execution_options(populate_existing=True)).one()
    workshop.changed_at = now()
    return workshop


def _movable(workshop: Workshop, note_ids: Collection[UUID]) -> list[WorkshopNote]:
    rules.some_notes(len(note_ids))
    notes = queries.notes_chosen(workshop.id, note_ids)
    rules.some_notes(len(notes))
    left = {note.cluster_id for note in notes}
    for cluster in queries.clusters(workshop.id):
        if cluster.id in left:
            rules.still_open(cluster.became)
    return notes


def _new(workshop: Workshop, title: str, notes: Sequence[WorkshopNote]) -> NoteCluster:
    cluster = NoteCluster(
        workshop_id=workshop.id,
        title=rules.heading_of(title),
        stage_code=rules.usual_stage(note.stage_code for note in notes),
        position=queries.last_position(workshop.id) + 1,
    )
    db.session.add(cluster)
    db.session.flush()
    return cluster


def _put(notes: Iterable[WorkshopNote], cluster_id: UUID | None) -> None:
    for note in notes:
        note.cluster_id = cluster_id
    db.session.flush()


def _sweep(workshop: Workshop) -> None:
    """A cluster without notes is a heading over nothing."""
    for cluster in queries.empty(workshop.id):
        db.session.delete(cluster)
    db.session.flush()
