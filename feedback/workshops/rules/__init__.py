"""What a workshop and its notes may be. Pure."""

from __future__ import annotations

import re
from datetime import datetime

from feedback.errors import Gone, Message, message
from feedback.names import lines, refusal

KINDS = ("customer", "employee", "supplier", "other")
"""What a participant may say to be."""
LONGEST_TITLE = 120
LONGEST_QUESTION = 300
LONGEST_NOTE = 1000
MOST_NOTES_EACH = 60
"""Notes of one participant; a person who reaches it is a program."""
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without letters and digits that are taken for one another when somebody reads the code from a wall."""
CODE_LENGTH = 8
_CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")


def kind_question() -> Message:
    return message("I am here as")


def kind_label(kind: str | None) -> Message:
    """What a participant says to be, in the singular; one who did not say is nobody in particular."""
    return {
        "customer": message("a customer"),
        "employee": message("an employee"),
        "supplier": message("a supplier"),
        "other": message("somebody else"),
    }.get(kind or "", message("not said"))


def kind_of(text: str | None) -> str | None:
    """The kind itself; None where nothing known was chosen."""
    return text if text in KINDS else None


def code_typed(text: str) -> str:
    """A code as a person types it, in any case; '' where it is none."""
    code = text.upper()
    return code if _CODE.fullmatch(code) else ""


def note_of(text: str) -> str:
    """A note, its line breaks kept; Invalid where nothing is written or it is too long."""
    written = lines(text)
    if not written:
        raise refusal("text", message("Write your thought first."))
    if len(written) > LONGEST_NOTE:
        raise refusal("text", message("At most %(most)s characters.", most=LONGEST_NOTE))
    return written


def takes_notes(closed_at: datetime | None) -> None:
    """Gone where the workshop is over."""
    if closed_at is not None:
        raise over()


def over() -> Gone:
    """Of a workshop that was closed, or is not there any more."""
    return Gone(message("This workshop is over."))


def room_for_one(there: int) -> None:
    """Invalid where one participant has left more notes than a person writes."""
    if there >= MOST_NOTES_EACH:
        raise refusal("text", message("There is room for %(most)s notes of each participant.", most=MOST_NOTES_EACH))
