"""From which answers a case may be opened, how it is looked after, and how it ends. Pure."""

from __future__ import annotations

from datetime import date

from feedback.errors import Conflict, Message, message
from feedback.names import lines, refusal

IDENTIFIED = "identified"
OPEN, WAITING, CLOSED = "open", "waiting", "closed"
STATES = (OPEN, WAITING, CLOSED)
NOTE, REPLY = "note", "reply"
MINE, LATE, ALL = "mine", "late", "all"
SHOWS = (OPEN, MINE, LATE, CLOSED, ALL)
"""What a list may be narrowed to; the first is what it shows unasked."""
LONGEST_TEXT = 2000
LONGEST_REPLY = 5000


def check_mode(mode: str) -> None:
    """Conflict unless the answer was given under the promise that the people who work here read it."""
    if mode != IDENTIFIED:
        raise Conflict(message("A case can only be opened from an answer that was not given in confidence."))


def check_reason(reason: str) -> str:
    """Why somebody looks after it; Invalid where nothing is written."""
    if not reason:
        raise refusal("reason", message("Write why somebody should look after it."))
    return reason


def check_state(state: str, outcome: str) -> str:
    """Invalid for an unknown state, and for a case that ends without saying how."""
    if state not in STATES:
        raise refusal("state", message("Choose open, waiting or closed."))
    if state == CLOSED and not outcome:
        raise refusal("outcome", message("Write how it ended before you close it."))
    return state


def note_of(text: str, *, most: int = LONGEST_TEXT) -> str:
    """A note or a reply as it is kept; Invalid where nothing is written, or too much."""
    written = lines(text)
    if not written:
        raise refusal("text", message("Write something here."))
    if len(written) > most:
        raise refusal("text", message("At most %(most)s characters.", most=most))
    return written


def state_label(state: str) -> Message:
    return {OPEN: message("Open"), WAITING: message("Waiting for somebody"), CLOSED: message("It has ended")}[state]


def show_label(show: str) -> Message:
    """What a list is narrowed to."""
    return {
        OPEN: message("Open cases"),
        MINE: message("My cases"),
        LATE: message("Late cases"),
        CLOSED: message("Closed cases"),
        ALL: message("All cases"),
    }[show]


def days_left(state: str, due_on: date | None, today: date) -> int | None:
    """Days until its date, negative after it; None for a closed case and for one without a date."""
    return None if state == CLOSED or due_on is None else (due_on - today).days
