"""Notes from elsewhere: taken over all at once, and taken away again."""

from __future__ import annotations

from uuid import UUID, uuid4

from feedback.accounts.actions import record
from feedback.db import db, now
from feedback.errors import Conflict, message
from feedback.names import one_line, refusal
from feedback.permissions import Access
from feedback.workshops.models import Workshop, WorkshopNote
from feedback.workshops.queries import bringing as queries
from feedback.workshops.queries import clusters
from feedback.workshops.rules import bringing as rules


def bring(workshop: Workshop, *, reading: rules.Reading, source: str, by: Access | None = None) -> int:
    """Take notes over, all or none; how many are new. What this source brought before is not added again.

    Who wrote them is not kept: people get random numbers, as participants have them.

    Invalid where a row cannot be taken, there is nothing to take, or the source has no name.
    """
    named = one_line(source)[: rules.LONGEST_SOURCE]
    if not named:
        raise refusal("source", message("Say where the notes come from."))
    rules.fit_to_take(reading)
    workshop = queries.locked(workshop.id)
    new, _ = rules.new_among(reading.taken, queries.brought_before(workshop.id, named))
    _add(workshop, new, named, reading.people)
    record(by, "workshop.brought", workshop.code, {"notes": len(new)})
    return len(new)


def _add(workshop: Workshop, new: list[rules.Brought], source: str, people: int) -> None:
    known = queries.someone_of(workshop.id, source) if people == 1 else None
    numbers: dict[int, UUID] = {}
    moment = now()
    for note in new:
        who = known or numbers.setdefault(note.person, uuid4())
        row = WorkshopNote(workshop_id=workshop.id, participant=who, kind=None, text=note.text, written_at=moment)
        row.stage_code, row.source = note.stage_code, source
        db.session.add(row)
    workshop.changed_at = moment
    db.session.flush()


def take_away(workshop: Workshop, *, source: str, by: Access | None = None) -> int:
    """Remove what a source brought; Conflict where something was already made of some of it."""
    workshop = queries.locked(workshop.id)
    notes = queries.notes_from(workshop.id, source)
    used = {one.id for one in clusters.clusters(workshop.id) if one.became}
    if any(note.cluster_id in used for note in notes):
        raise Conflict(message("Something was made of some of these notes. Take that back first."))
    for note in notes:
        db.session.delete(note)
    db.session.flush()
    for cluster in clusters.empty(workshop.id):
        db.session.delete(cluster)
    workshop.changed_at = now()
    record(by, "workshop.taken_away", workshop.code, {"notes": len(notes)})
    return len(notes)
