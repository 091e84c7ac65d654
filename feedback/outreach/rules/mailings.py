"""How a mailing goes: its states, its pace, who is reminded, when a mail is tried again, and what may be told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from feedback.errors import Conflict, Message, message
from feedback.names import refusal

DRAFT, SCHEDULED, SENDING, PAUSED, DONE, STOPPED = "draft", "scheduled", "sending", "paused", "done", "stopped"
INVITATION, REMINDER, NOTICE = "invitation", "reminder", "notice"
ASKED = "asked"
"""Of a notice: to those alone who asked for it under their name."""
IDENTIFIED = "identified"
MOST_REMINDERS = 2
LONGEST_WAIT_DAYS = 60
FASTEST, LARGEST_QUOTA = 1_000_000, 10_000_000
TRIES = 8
"""How often a mail is handed to a server that says "later" before it is given up."""
FIRST_RETRY = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)
"""Nothing of a mailing that is being sent waits longer; what seems to was put off by a clock that was ahead."""
HELD = timedelta(minutes=2)
"""For how long a mail belongs to whoever began to send it; longer than a mail server may take to answer."""
INVITED, TOLD, ANSWERED, REVOKED = "invited", "told", "answered", "revoked"
UNASKED = "unasked"
REFUSED, BUSY, INTERRUPTED = "refused", "busy", "interrupted"
CLOSED, QUOTA, BY_HAND, OVER = "closed", "quota", "by_hand", "stopped"
_FROM: Mapping[str, tuple[str, ...]] = {
    "change": (DRAFT, SCHEDULED),
    "send": (DRAFT, SCHEDULED),
    "pause": (SCHEDULED, SENDING),
    "resume": (PAUSED,),
    "stop": (SCHEDULED, SENDING, PAUSED),
    "discard": (DRAFT,),
    "remind": (SENDING, DONE),
}


def may(act: str, state: str) -> bool:
    """Whether a mailing in this state takes this act: change, send, pause, resume, stop, discard or remind."""
    return state in _FROM[act]


def must(act: str, state: str) -> None:
    """Conflict where it does not."""
    if not may(act, state):
        raise Conflict(message("This mailing has moved on meanwhile. Look at it again."))


def is_protected(mode: str) -> bool:
    """Whether nobody may see who answered: in every survey that does not name people."""
    return mode != IDENTIFIED


# --- what may be typed ------------------------------------------------------------------------------


def pace_of(per_hour: int | None) -> int | None:
    """Mails an hour as typed; Invalid below 1."""
    return _between("per_hour", per_hour, 1, FASTEST)


def quota_of(quota: int | None, mode: str) -> int | None:
    """Answers at which sending stops; Invalid where that would tell how many have answered a protected survey."""
    if quota is not None and is_protected(mode):
        why = message("Answers to this survey are not counted before it closes, so sending cannot stop at a number.")
        raise refusal("quota", why)
    return _between("quota", quota, 1, LARGEST_QUOTA)


def reminders_of(times: int, days: int) -> tuple[int, int]:
    """How many reminders, and after how many days each; Invalid at the field."""
    _between("remind_times", times, 0, MOST_REMINDERS)
    _between("remind_after_days", days, 1, LONGEST_WAIT_DAYS)
    return times, days


def _between(field: str, number: int | None, least: int, most: int) -> int | None:
    if number is not None and not least <= number <= most:
        raise refusal(field, message("A number from %(least)s to %(most)s.", least=least, most=most))
    return number


# --- pace -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `mails` in any `seconds`: so that an hour never holds more than was asked for, spread over it."""

    mails: int
    seconds: float

    def room(self, sent: int) -> int:
        """How many more may go now, after `sent` in the last `seconds`."""
        return max(0, self.mails - sent)

    def wait(self, oldest: datetime, now: datetime) -> float:
        """Seconds until there is room again, `oldest` being the first mail of the last `seconds`."""
        return max(1.0, self.seconds - (now - oldest).total_seconds())


def pace(per_hour: int) -> Pace:
    """The pace of so many mails an hour: a few a minute, or one every few minutes."""
    mails = ceil(per_hour / 60)
    return Pace(mails, 3600 * mails / per_hour)


# --- one mail ---------------------------------------------------------------------------------------


def retry_in(attempts: int) -> timedelta | None:
    """When a mail that was put off is tried again, after so many tries: 1, 2, 4 … minutes; None: given up."""
    return FIRST_RETRY * 2 ** (attempts - 1) if attempts < TRIES else None


def why_over(*, is_open: bool, quota: int | None, answered: int) -> str:
    """Why nothing more is sent: "closed" or "quota"; '' where sending goes on."""
    if not is_open:
        return CLOSED
    return QUOTA if quota is not None and answered >= quota else ""


def reminder_days(times: int, days: int, started: datetime) -> list[datetime]:
    """When the reminders of a mailing that starts now are due."""
    return [started + timedelta(days=days * number) for number in range(1, times + 1)]


# --- what may be told -------------------------------------------------------------------------------


def tells_recipients(kind: str, mode: str) -> bool:
    """Whether who got it, and how many, may be seen. A reminder goes to those who have not answered: where answers are
    protected, its recipients are the ones who did not, and everybody else is one who did."""
    return kind != REMINDER or not is_protected(mode)


def shown_state(state: str, reason: str, *, begun: bool, kind: str, mode: str) -> str:
    """The state as pages show it. How long a protected reminder takes to go out would tell how many get it: once it
    has begun it is sent, or stopped by hand."""
    if tells_recipients(kind, mode) or not begun:
        return state
    return STOPPED if reason == BY_HAND else DONE


def is_under_way(state: str, send_at: datetime, now: datetime) -> bool:
    """Whether it moves by itself just now."""
    return state == SENDING or (state == SCHEDULED and send_at <= now)


def state_label(state: str) -> Message:
    return {
        DRAFT: message("Draft"),
        SCHEDULED: message("Scheduled"),
        SENDING: message("Being sent"),
        PAUSED: message("Paused"),
        DONE: message("Sent"),
        STOPPED: message("Stopped"),
    }[state]


def kind_label(kind: str) -> Message:
    return {INVITATION: message("Invitation"), REMINDER: message("Reminder"), NOTICE: message("Notice")}[kind]


def over_label(reason: str) -> Message:
    """Why a mailing was stopped."""
    return {
        CLOSED: message("The survey closed."),
        QUOTA: message("Enough people have answered."),
        BY_HAND: message("Somebody stopped it."),
    }[reason]


def reason_label(reason: str) -> Message | None:
    """Why somebody got no mail; None for reasons that the contact itself gives."""
    return {
        INVITED: message("was invited to this survey before"),
        TOLD: message("was told before"),
        UNASKED: message("nobody recorded that the person agreed to be written to"),
        ANSWERED: message("has answered already"),
        REVOKED: message("the invitation was taken back"),
        REFUSED: message("the mail server did not take the mail"),
        BUSY: message("the mail server put it off again and again"),
        INTERRUPTED: message("sending was cut off twice; it may have arrived"),
        CLOSED: message("the survey closed first"),
        QUOTA: message("enough people had answered"),
        OVER: message("the mailing was stopped first"),
    }.get(reason)
