"""What may be done with clusters of notes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from feedback.errors import Conflict, Message, message
from feedback.names import line_of, refusal

LONGEST_HEADING = 200
MOST_AT_ONCE = 200
"""Notes grouped with one press of the button."""
NEW = "new"
"""What a form says instead of the id of a cluster that is there."""


def heading_of(text: str) -> str:
    return line_of("title", text, most=LONGEST_HEADING)


def some_notes(count: int) -> None:
    """Invalid where no note was chosen, or more than one press of the button moves."""
    if not count:
        raise refusal("notes", message("Tick the notes first."))
    if count > MOST_AT_ONCE:
        raise refusal("notes", message("At most %(most)s notes at once.", most=MOST_AT_ONCE))


def usual_stage(codes: Iterable[str]) -> str:
    """The stage most of the notes stand on, the first met where several are equal; '' where none has any."""
    counted = Counter(code for code in codes if code)
    return counted.most_common(1)[0][0] if counted else ""


def still_open(became: str) -> None:
    """Conflict where something was made of the cluster: it stands on these very notes."""
    if became:
        raise Conflict(message("Something was made of this group of notes. Take that back first, then change it."))


def what_became(became: str) -> Message:
    return {
        "claim": message("It became a claim of the map"),
        "evidence": message("It became existing information"),
    }.get(became, message("Nothing was made of it yet"))
