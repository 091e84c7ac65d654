"""Every write of workshops: opening and closing them, and the notes people leave."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.accounts.actions import record
from feedback.db import Texts, db, now
from feedback.names import texts_of
from feedback.permissions import Access
from feedback.workshops import queries, rules
from feedback.workshops.models import Workshop, WorkshopNote
from feedback.workshops.rules import stages as stage_rules


def open_workshop(
    *, title: Texts, question: Texts, stages: Sequence[dict[str, Any]] = (), by: Access | None = None
) -> Workshop:
    """A workshop that people join by its code; Invalid at the text that is missing.

    With `stages` (as `rules.stages.frozen` makes them) people write on them, whatever becomes of the journey.
    """
    workshop = Workshop(
        code=_new_code(),
        title=texts_of("title", title, most=rules.LONGEST_TITLE),
        question=texts_of("question", question, most=rules.LONGEST_QUESTION),
        kind=stage_rules.MAP if stages else stage_rules.NOTES,
        stages=list(stages),
        led_by=by.user_id if by else None,
    )
    db.session.add(workshop)
    db.session.flush()
    record(by, "workshop.opened", workshop.code)
    return workshop


def _new_code() -> str:
    while queries.is_taken(code := "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.CODE_LENGTH))):
        continue
    return code


def close_workshop(workshop: Workshop, *, by: Access | None = None) -> Workshop:
    """No more notes; those there are stay. Doing it twice changes nothing."""
    if workshop.closed_at is None:
        workshop.closed_at = now()
        record(by, "workshop.closed", workshop.code)
    return workshop


def reopen_workshop(workshop: Workshop, *, by: Access | None = None) -> Workshop:
    """Take notes again, at the same address."""
    if workshop.closed_at is not None:
        workshop.closed_at = None
        record(by, "workshop.reopened", workshop.code)
    return workshop


def write_note(
    *, workshop_id: UUID, participant: UUID, kind: str | None, text: str, stage: str | None = None, moment: str = ""
) -> WorkshopNote:
    """Keep one thought of one participant, where the workshop has stages on one of them.

    The same text at the same place is the same note. Gone once the workshop is over.
    """
    written = rules.note_of(text)
    workshop = open_room(workshop_id)
    place = stage_rules.stage_chosen(stage, workshop.stages)
    named = stage_rules.moment_of(moment) if place else ""
    own = queries.own_notes(workshop_id, participant)
    if known := next((one for one in own if (one.text, one.stage_code, one.moment) == (written, place, named)), None):
        return known
    rules.room_for_one(len(own))
    note = WorkshopNote(
        workshop_id=workshop_id, participant=participant, kind=rules.kind_of(kind), text=written, written_at=now()
    )
    note.stage_code, note.moment = place, named
    db.session.add(note)
    db.session.flush()
    return note


def open_room(workshop_id: UUID) -> Workshop:
    """A workshop something is put into: closing waits until it is kept, or Gone where it is over."""
    wanted = select(Workshop).where(Workshop.id == workshop_id).with_for_update(read=True)
    found = db.session.scalars(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        raise rules.over()
    rules.takes_notes(found.closed_at)
    return found
