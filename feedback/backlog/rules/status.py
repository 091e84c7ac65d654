"""Where an improvement stands, and what may follow. It is decided only by a recorded decision."""

from __future__ import annotations

from feedback.backlog.rules.scope import FOUNDATION, STEPS
from feedback.errors import Conflict, Invalid, Message, message
from feedback.names import refusal

PROPOSED, OPEN, DECIDED, IN_PROGRESS, DONE = "proposed", "open", "decided", "in_progress", "done"
DECLINED, LATER = "declined", "later"
STATUSES = (PROPOSED, OPEN, DECIDED, IN_PROGRESS, DONE, DECLINED, LATER)
OUT_OF_RANKING = frozenset({DECLINED, DONE})
"""Statuses that leave the order: there is nothing left to decide about them."""
YES, NO, NOT_NOW = "yes", "no", "later"
VERDICTS = (YES, NO, NOT_NOW)
MOST_DAYS = 10_000
"""Person-days beyond which an effort is a slip of the keyboard."""
_AFTER_VERDICT = {YES: DECIDED, NO: DECLINED, NOT_NOW: LATER}
_MOVES = {
    PROPOSED: (OPEN,),
    OPEN: (),
    DECIDED: (IN_PROGRESS,),
    IN_PROGRESS: (DONE, DECIDED),
    DONE: (IN_PROGRESS,),
    DECLINED: (OPEN,),
    LATER: (OPEN,),
}
_VERDICTS = {
    PROPOSED: VERDICTS,
    OPEN: VERDICTS,
    DECIDED: (NO, NOT_NOW),
    IN_PROGRESS: (NO, NOT_NOW),
    DONE: (),
    DECLINED: (YES, NOT_NOW),
    LATER: (YES, NO),
}


def ranked(status: str, scope: str = STEPS) -> bool:
    """Whether a line takes part in the order: it is not over, and it is not the sponsor's to decide."""
    return status not in OUT_OF_RANKING and scope != FOUNDATION


def may_follow(status: str) -> tuple[str, ...]:
    """Statuses that may follow without a decision."""
    return _MOVES[status]


def verdicts_on(status: str) -> tuple[str, ...]:
    """Verdicts that may be recorded now; none while there is nothing to decide."""
    return _VERDICTS[status]


def check_move(before: str, after: str) -> None:
    """Conflict where the status may not follow, with what to do instead."""
    if after not in STATUSES:
        raise refusal("status", message("There is no such status."))
    if after in _MOVES[before]:
        return
    if after in {*_AFTER_VERDICT.values()} and before != IN_PROGRESS:
        raise Conflict(message("Only a recorded decision does that. Write it on the page of the improvement."))
    raise Conflict(message("That cannot follow from where the improvement stands now."))


def after_verdict(status: str, verdict: str) -> str:
    """The status a decision leads to; Invalid for an unknown verdict, Conflict where it changes nothing."""
    if verdict not in VERDICTS:
        raise refusal("verdict", message("Choose yes, no or not now."))
    if verdict not in _VERDICTS[status]:
        raise Conflict(message("This was decided already, and that decision would change nothing."))
    return _AFTER_VERDICT[verdict]


def check_reason(verdict: str, reason: str) -> None:
    """Invalid where a no, or a not now, comes without its reason: people who asked for it will read it."""
    if verdict != YES and not reason.strip():
        raise refusal("reason", message("Write why not: whoever asked for it will read the reason."))


def verdict_label(verdict: str) -> Message:
    """A verdict as a word."""
    return {YES: message("Yes, we do it"), NO: message("No"), NOT_NOW: message("Not now")}[verdict]


def check_effort(low: float | None, likely: float | None, high: float | None) -> None:
    """Invalid unless the three guesses are all missing, or all there, above zero and in order."""
    guesses = (low, likely, high)
    if all(guess is None for guess in guesses):
        return
    if low is None or likely is None or high is None:
        raise refusal("effort_likely", message("Write all three: at best, most likely and at worst."))
    if not 0 < low <= likely <= high <= MOST_DAYS:
        raise _effort_refusal()


def _effort_refusal() -> Invalid:
    return refusal(
        "effort_likely",
        message("Write days above zero, from the fewest to the most, at most %(most)s.", most=MOST_DAYS),
    )
