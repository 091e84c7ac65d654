"""Workshops."""

from __future__ import annotations

from uuid import UUID, uuid4

from feedback.workshops import actions, queries
from feedback.workshops.models import Workshop
from tests.factories.people import Member


def workshop(of: Member, question: str = "What would have made the wait shorter?") -> Workshop:
    """An open workshop with this question, read back."""
    texts = {"title": {"es": "La espera", "en": "The wait"}, "question": {"es": f"{question} (es)", "en": question}}
    return reread(of, of.do(lambda: actions.open_workshop(**texts).id))


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
