"""Evidence one by one: notes typed and pasted by hand, and lists that somebody wrote down elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from feedback.accounts.actions import record
from feedback.db import db, here, now, table_of
from feedback.errors import Conflict, Message, message
from feedback.events import EvidenceImported, announce
from feedback.evidence import rules
from feedback.evidence.models import Evidence
from feedback.evidence.reader import clean_text
from feedback.names import one_line, refusal
from feedback.permissions import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """One thing already known, as somebody hands it over. `rating` is on 1 to 5, 5 best."""

    kind: str
    text: str
    group_id: UUID
    source: str = ""
    stage_id: UUID | None = None
    dated: date | None = None
    rating: float | None = None
    lang: str | None = None


def add_items(items: Iterable[NewItem], *, by: Access | None = None) -> list[UUID]:
    """Add things already known, in one statement, and return their ids in order; Invalid at the first that cannot be.

    Nothing is compared with what is there: the same list twice is there twice.
    """
    moment = now()
    rows = [_row(item) | {"created_at": moment} for item in items]
    if rows:
        db.session.execute(insert(table_of(Evidence)), rows)
        record(by, "evidence.added", rows[0]["source"], {"rows": len(rows)})
        announce(EvidenceImported(here()))
    return [row["id"] for row in rows]


def _row(item: NewItem) -> dict[str, Any]:
    _must("kind", message("Choose a kind."), item.kind in rules.KINDS)
    _must("rating", message("A rating goes from 1 to 5."), item.rating is None or 1 <= item.rating <= 5)
    source = one_line(item.source)
    too_long = message("At most %(most)s characters.", most=rules.LONGEST_SOURCE)
    _must("source", too_long, len(source) <= rules.LONGEST_SOURCE)
    text = clean_text(item.text)
    if refused := rules.note_refusal(text):
        raise refusal("text", refused)
    return {
        "id": uuid4(),
        "organisation_id": here(),
        "kind": item.kind,
        "source": source,
        "group_id": item.group_id,
        "stage_id": item.stage_id,
        "dated": item.dated,
        "rating": item.rating,
        "text": text,
        "lang": item.lang,
    }


def _must(field: str, otherwise: Message, holds: bool) -> None:
    if not holds:
        raise refusal(field, otherwise)


def add_note(
    *,
    kind: str,
    text: str,
    group_id: UUID,
    stage_id: UUID | None = None,
    dated: date | None = None,
    rating: float | None = None,
    source: str = "",
    by: Access | None = None,
) -> UUID:
    """One note typed by hand, by its id."""
    note = NewItem(
        kind=kind, text=text, group_id=group_id, stage_id=stage_id, dated=dated, rating=rating, source=source
    )
    return add_items([note], by=by)[0]


def add_notes(*, pasted: str, apart: str = rules.LINES, by: Access | None = None, **same: Any) -> list[UUID]:
    """Many notes at once: each line or paragraph of the pasted text is one; `same` are the other values of `add_note`.

    Invalid where nothing is written, or one of them is too long.
    """
    texts = rules.notes_in(pasted, apart)
    if not texts:
        raise refusal("text", message("Write what you know first."))
    return add_items([NewItem(text=text, **same) for text in texts], by=by)


def remove_note(item: Evidence, *, by: Access | None = None) -> None:
    """Take a note back, with what the analysis read in it; Conflict where the item came with a file."""
    if item.import_id is not None:
        raise Conflict(message("This came with a file. Undo the import to take it back."))
    db.session.delete(item)
    record(by, "evidence.removed", item.kind)
    announce(EvidenceImported(here()))
