"""Rules of step 2: the kinds of evidence, the account of an import, and when all or nothing is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from feedback.errors import Message, message
from feedback.evidence.reader import clean_text

KINDS: Mapping[str, Message] = {
    "complaint": message("Complaint"),
    "ticket": message("Ticket"),
    "review": message("Review"),
    "interview": message("Interview"),
    "old_survey": message("Old survey"),
    "observation": message("Observation"),
    "figure": message("Figure"),
}
RATING = "rating"
"""A rating without words, as a file may have beside its texts: no kind that somebody chooses."""
RATING_KIND = message("Rating without words")
DEFAULT_KIND, SURVEY_KIND = "review", "old_survey"
INSIDERS = frozenset({"employee", "supplier"})
NOTE_KIND = "observation"
OWN_WORDS = ("observation", "figure")
"""Kinds whose text is what somebody here saw or counted; the others are what people outside said."""
LONGEST_SOURCE = 200
LONGEST_NOTE = 10_000
UNDOABLE = frozenset({"waiting", "running", "done", "failed"})
"""States of an import in which something of it may be there, or may still come."""
LINES, PARAGRAPHS = "lines", "paragraphs"
"""How notes in a pasted text stand apart."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class ImportTally:
    """What became of the rows of one file: each is exactly one of the four."""

    imported: int = 0
    duplicates: int = 0
    empty: int = 0
    bad: int = 0

    @property
    def rows(self) -> int:
        return self.imported + self.duplicates + self.empty + self.bad


def strict_refusal(strict: bool, bad: int) -> Message | None:
    """Why nothing of a file may be imported: all or nothing was asked for and `bad` rows cannot be."""
    if not strict or not bad:
        return None
    return message(
        "Nothing was imported, because all or nothing was asked for. Rows to mend first: %(bad)s.",
        bad=bad,
    )


def kind_label(kind: str) -> Message:
    """What a kind is called."""
    return RATING_KIND if kind == RATING else KINDS[kind]


def shows_segments(group_kind: str) -> bool:
    """Whether pages say of which segments somebody is, and which answers are one person's.

    Not of insiders: attributes and answers together make out who an employee or a supplier is, however many people
    share each of them.
    """
    return group_kind not in INSIDERS


def note_refusal(text: str) -> Message | None:
    """Why a typed or pasted note cannot be kept; None where it can."""
    if not text.strip():
        return message("Write what you know first.")
    if len(text) > LONGEST_NOTE:
        return message("Longer than %(limit)s characters, which is the limit.", limit=LONGEST_NOTE)
    return None


def notes_in(pasted: str, apart: str) -> list[str]:
    """The notes in a pasted text: one a line, or one a paragraph where blank lines stand between them."""
    text = clean_text(pasted)
    pieces = _BLANK_LINE.split(text) if apart == PARAGRAPHS else text.split("\n")
    return [piece.strip() for piece in pieces if piece.strip()]
