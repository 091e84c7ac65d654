"""From which answers a case may be opened, and how a case ends. Pure."""

from __future__ import annotations

from datetime import date

from feedback.errors import Conflict, Message, message
from feedback.names import refusal

IDENTIFIED = "identified"
OPEN, WAITING, CLOSED = "open", "waiting", "closed"
STATES = (OPEN, WAITING, CLOSED)
LONGEST_TEXT = 2000


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


def state_label(state: str) -> Message:
    return {OPEN: message("Open"), WAITING: message("Waiting for somebody"), CLOSED: message("Closed")}[state]


def is_late(state: str, due_on: date | None, today: date) -> bool:
    """Whether a case has passed its date without being closed."""
    return state != CLOSED and due_on is not None and due_on < today
