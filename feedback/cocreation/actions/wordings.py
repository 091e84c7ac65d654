"""Choosing the words an organisation does not want to write about people."""

from __future__ import annotations

from feedback.accounts.actions import record
from feedback.analysis.text import LANGUAGES
from feedback.cocreation.models import AvoidedWording
from feedback.cocreation.queries import wordings as queries
from feedback.db import db
from feedback.errors import message
from feedback.names import one_line, refusal
from feedback.permissions import Access

LONGEST = 120
MOST = 200
"""Words of one organisation; more than anybody can keep in mind."""


def avoid(*, lang: str, words: str, instead: str = "", by: Access | None = None) -> AvoidedWording:
    """Mark these words from now on; the same words again change what to say instead. Invalid at the field."""
    if lang not in LANGUAGES:
        raise refusal("lang", message("Choose a language."))
    cleaned, better = _short("words", words), _short("instead", instead)
    if not cleaned:
        raise refusal("words", message("Write the words."))
    there = {(row.lang, row.words.casefold()): row for row in queries.wordings()}
    row = there.get((lang, cleaned.casefold()))
    if row is None:
        if len(there) >= MOST:
            raise refusal("words", message("There is room for %(most)s. Take one out first.", most=MOST))
        row = AvoidedWording(lang=lang, words=cleaned)
        db.session.add(row)
    row.instead = better
    db.session.flush()
    record(by, "wording.avoided", cleaned)
    return row


def _short(field: str, text: str) -> str:
    cleaned = one_line(text)
    if len(cleaned) > LONGEST:
        raise refusal(field, message("At most %(most)s characters.", most=LONGEST))
    return cleaned


def allow(row: AvoidedWording, *, by: Access | None = None) -> None:
    """Mark these words no longer."""
    record(by, "wording.allowed", row.words)
    db.session.delete(row)
