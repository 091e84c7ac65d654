"""Effect checks: what may be registered and when, which answers count for what, and where a check stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol

from feedback.errors import Conflict, Message, message
from feedback.names import refusal
from feedback.programme.rules.work import DECLINED, DONE, IN_PROGRESS

Phase = Literal["before", "working", "settling", "unfinished", "ready", "again", "judged"]
PHASES: tuple[Phase, ...] = ("ready", "again", "unfinished", "settling", "before", "working", "judged")
"""Those that want something done first."""
UP, DOWN = "up", "down"
YESNO = "yesno"
MEASURES = ("csat", "rating", "ces", "nps", YESNO)
"""Kinds of question whose answers can be compared from round to round as one number per person."""
NOT_ENOUGH = "not_enough"
SUPPOSED = {YESNO: 0.25}
USUAL = 1.44
"""Variance of single people before any answered: 1.2 points of 1 to 5 squared, and of a share the largest there is."""
LEAST, MOST = {YESNO: 0.01}, {YESNO: 0.5}
LEAST_POINTS, MOST_POINTS = 0.1, 2.0
AHEAD = timedelta(days=28)
"""How long before its day the stage is asked again: early enough to get the answers, late enough to have lived it."""
SETTLING = timedelta(days=14)
"""What is new is talked about: answers of the first days after it was done may say more about that."""


class Registered(Protocol):
    """What these rules read of a check."""

    @property
    def registered_at(self) -> datetime: ...
    @property
    def due_on(self) -> date: ...
    @property
    def verdict(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Done:
    """How far the work is: the day it started and the day it was finished, None where that is to come."""

    started_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, its end not included; None is without end on that side."""

    start: datetime | None
    end: datetime | None

    @property
    def empty(self) -> bool:
        return self.start is not None and self.end is not None and self.end <= self.start

    def holds(self, opened: datetime, ended: datetime | None) -> bool:
        """Whether a whole survey lies in it; one that still runs ends never."""
        begins = self.start is None or self.start <= opened
        return begins and (self.end is None or (ended is not None and ended <= self.end))


NEVER = Window(datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Windows:
    """When answers count: for the choice of what to do, for the fresh baseline, and for what came of it."""

    chosen: Window
    fresh: Window
    after: Window


def windows(check: Registered, work: Done) -> Windows:
    """The day work starts ends the baseline; the day after it was done, answers count for what came of it.

    Where it starts on the day of the registration there is no fresh baseline, and what was said that day before the
    registration still belongs to the choice.
    """
    began = _midnight(work.started_on) if work.started_on else None
    begun_before = work.started_on is not None and work.started_on < check.registered_at.date()
    until = began if began is not None and begun_before else check.registered_at
    after = Window(_midnight(work.done_on + timedelta(days=1)), None) if work.done_on else NEVER
    return Windows(Window(None, until), Window(check.registered_at, began), after)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def is_late(status: str, *, started: bool) -> bool:
    """Whether it is registered after the work started; Conflict where it is too late for that too, or was declined.

    Whoever has seen what came of it can find a question that agrees. Work that was put back had started all the same.
    """
    if status == DONE:
        raise Conflict(message("The work is done: what it should change had to be registered before."))
    if status == DECLINED:
        raise Conflict(message("It was declined: there is nothing to check."))
    return started or status == IN_PROGRESS


def check_direction(direction: str) -> str:
    if direction not in (UP, DOWN):
        raise refusal("direction", message("Choose whether it should rise or fall."))
    return direction


def check_minimum(measure: str, minimum: float) -> float:
    """The least change worth the work, in the unit of the measure; Invalid."""
    least, most = LEAST.get(measure, LEAST_POINTS), MOST.get(measure, MOST_POINTS)
    if least <= minimum <= most:
        return minimum
    if measure == YESNO:
        raise refusal("minimum", message("Write a share from 1 to 50 per cent."))
    raise refusal("minimum", message("Write points from 0.1 to 2."))


def check_due(due_on: date, today: date) -> date:
    """The day of the verdict lies ahead; Invalid."""
    if due_on <= today:
        raise refusal("due_on", message("Choose a day that is still to come."))
    return due_on


def phase(check: Registered, status: str, today: date, *, started: bool) -> Phase:
    """Where a check stands: what is being waited for. Work that was put back is not before its start any more."""
    if check.verdict is not None and check.verdict != NOT_ENOUGH:
        return "judged"
    if status == DONE:
        return ("again" if check.verdict else "ready") if today >= check.due_on else "settling"
    if today >= check.due_on:
        return "unfinished"
    return "working" if started or status == IN_PROGRESS else "before"


def may_withdraw(where: Phase, late: bool) -> bool:
    """Whether it may be taken back: only while nothing could be known of what comes of it."""
    return where == "before" and not late


def check_may_withdraw(where: Phase, late: bool) -> None:
    if not may_withdraw(where, late):
        raise Conflict(message("The work has started: what was registered stays as it is."))


def check_may_judge(where: Phase) -> None:
    """Conflict before its day, before the work is done, and after a verdict."""
    if where == "judged":
        raise Conflict(message("There is a verdict already. It is asked for once."))
    if where not in ("ready", "again"):
        raise Conflict(message("The verdict is asked for once the work is done and its day has come."))


def ask_again_on(check: Registered, done_on: date) -> date:
    """From which day on the stage is asked again: four weeks before the day of the verdict, at the latest."""
    return max(done_on + timedelta(days=1), check.due_on - AHEAD)


def is_asking(check: Registered, where: Phase, work: Done | None, today: date) -> bool:
    """Whether now is the time to ask the stage again: the work is done and lived with, its verdict is near."""
    if where != "settling" or work is None or work.done_on is None:
        return False
    return ask_again_on(check, work.done_on) <= today


def variance(measure: str) -> float:
    """Of single people, where nobody answered yet."""
    return SUPPOSED.get(measure, USUAL)


def phase_label(where: Phase) -> Message:
    """Where a check stands, in a few words."""
    return {
        "before": message("Baseline being asked for"),
        "working": message("Work in progress"),
        "settling": message("Waiting for its day"),
        "unfinished": message("Its day came before the work was done"),
        "ready": message("Ready for its verdict"),
        "again": message("Not enough answers yet"),
        "judged": message("Judged"),
    }[where]


def verdict_label(verdict: str) -> Message:
    """A verdict in a few words."""
    return {
        "improved": message("Improved"),
        "unchanged": message("No detectable change"),
        "worse": message("Worse"),
        "not_enough": message("Not enough answers"),
    }[verdict]
