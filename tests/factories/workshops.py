"""Workshops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from feedback.workshops import actions, queries
from feedback.workshops.actions import clusters
from feedback.workshops.models import NoteCluster, Workshop, WorkshopNote
from feedback.workshops.queries import clusters as reads
from tests.factories.people import Member


def workshop(of: Member, question: str = "What would have made the wait shorter?") -> Workshop:
    """An open workshop with this question, read back."""
    title, asked = {"es": "La espera", "en": "The wait"}, {"es": f"{question} (es)", "en": question}
    return reread(of, of.do(lambda: actions.open_workshop(title=title, question=asked).id))


def reread(of: Member, workshop_id: UUID) -> Workshop:
    """The workshop as the database has it now."""
    with of.at_work():
        return queries.workshop(workshop_id)


def closed(of: Member, made: Workshop) -> Workshop:
    of.do(lambda: actions.close_workshop(queries.workshop(made.id)))
    return reread(of, made.id)


def note(of: Member, made: Workshop, text: str, kind: str | None = None, participant: UUID | None = None) -> UUID:
    """A note by a participant (default: a new one); returns who wrote it."""
    who = participant or uuid4()
    of.do(lambda: actions.write_note(workshop_id=made.id, participant=who, kind=kind, text=text).id)
    return who


def map_workshop(of: Member, stages: Sequence[str] = ("booking", "visit")) -> Workshop:
    """An open workshop on these stages, read back."""
    title, asked = {"es": "El mapa", "en": "The map"}, {"es": "¿Qué viven?", "en": "What do they live?"}
    drawn = [{"code": code, "name": {"es": code.title(), "en": code.title()}} for code in stages]
    return reread(of, of.do(lambda: actions.open_workshop(title=title, question=asked, stages=drawn).id))


def sticky(
    of: Member, made: Workshop, text: str, stage: str, *, moment: str = "", participant: UUID | None = None, **said: Any
) -> WorkshopNote:
    """A note somebody put on a stage."""
    who = participant or uuid4()
    written: dict[str, Any] = {"participant": who, "text": text, "stage": stage, "moment": moment, "kind": None, **said}
    kept = of.do(lambda: actions.write_note(workshop_id=made.id, **written).id)
    with of.at_work():
        return next(note for note in queries.notes(made.id) if note.id == kept)


def grouped(of: Member, made: Workshop, texts: Sequence[str], title: str, stage: str = "visit") -> NoteCluster:
    """A group of new notes of as many participants."""
    notes = [sticky(of, made, text, stage) for text in texts]
    ids = [note.id for note in notes]
    kept = of.do(lambda: clusters.group(queries.workshop(made.id), note_ids=ids, title=title).id)
    with of.at_work():
        return reads.cluster(made.id, kept)
