"""Who may work on what and plan it, and when work is late. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from feedback.backlog.rules.status import may_follow
from feedback.errors import Conflict, Message, NotAllowed, message
from feedback.names import refusal
from feedback.permissions import Access, Permission

DECIDED, IN_PROGRESS, DONE, DECLINED = "decided", "in_progress", "done", "declined"
AGREED = (DECIDED, IN_PROGRESS)
"""Statuses of a yes that is not carried out yet."""
COLUMNS = (DECIDED, IN_PROGRESS, DONE)
"""Statuses of a yes in the order it goes through them: the columns of the board."""
LONGEST_NOTE = 500
SOON = timedelta(days=7)
LONGEST_CHECK = 300
MOST_CHECKS = 100
"""Lines of one check-list; more is a plan of its own."""


class Work(Protocol):
    """What these rules read of an improvement."""

    @property
    def status(self) -> str: ...
    @property
    def owner_id(self) -> UUID | None: ...
    @property
    def due_on(self) -> date | None: ...


def may_work(access: Access, owner_id: UUID | None) -> bool:
    """Whether somebody may report on it: who decides may on everything, others on what is assigned to them."""
    if access.may(Permission.DECIDE):
        return True
    return access.may(Permission.WORK) and owner_id == access.user_id


def check_may_work(access: Access | None, owner_id: UUID | None) -> None:
    """NotAllowed for somebody it is not assigned to; commands without a person may."""
    if access is not None and not may_work(access, owner_id):
        raise NotAllowed(message("This is assigned to somebody else. Only they, or a manager, report on it."))


def is_late(work: Work, today: date) -> bool:
    """Whether a yes has passed its date without being done."""
    return work.status in AGREED and work.due_on is not None and work.due_on < today


def is_soon(due_on: date | None, today: date) -> bool:
    """Whether a date lies in the coming week, today included."""
    return due_on is not None and today <= due_on <= today + SOON


def may_assign(access: Access) -> bool:
    """Whether somebody may say who is in charge."""
    return access.may(Permission.DECIDE) or access.may(Permission.EDIT_BACKLOG)


def check_may_assign(access: Access | None) -> None:
    """NotAllowed for somebody who works on it but does not say who else would."""
    if access is not None and not may_assign(access):
        raise NotAllowed(message("Who is in charge is said by those who edit the list of improvements."))


def check_agreed(status: str) -> None:
    """Conflict unless there is a yes that is not carried out yet: only then there is work to plan."""
    if status not in AGREED:
        raise Conflict(message("There is nothing to plan here: it was not decided, or it is done already."))


def check_days(planned_on: date | None, due_on: date | None) -> None:
    """Invalid where it would end before it begins."""
    if planned_on and due_on and due_on < planned_on:
        raise refusal("due_on", message("It would end before it begins: choose a later day."))


def check_column(status: str) -> str:
    """A column of the board; Invalid."""
    if status not in COLUMNS:
        raise refusal("to", message("Choose one of the columns of the board."))
    return status


def columns_after(status: str) -> list[str]:
    """Columns a card may be moved to from where it stands, in their order; the others need a decision, or a step."""
    return [one for one in COLUMNS if one in may_follow(status)]


def check_lines(texts: Sequence[str], there: int) -> Sequence[str]:
    """Lines to add to a check-list that has some already; Invalid for none, too long ones and too many."""
    if not texts:
        raise refusal("lines", message("Write something here."))
    if any(len(text) > LONGEST_CHECK for text in texts):
        raise refusal("lines", message("Longer than %(limit)s characters, which is the limit.", limit=LONGEST_CHECK))
    if there + len(texts) > MOST_CHECKS:
        raise refusal("lines", message("At most %(most)s lines: make milestones of the larger ones.", most=MOST_CHECKS))
    return texts


def blocked_since(before: date | None, blocker: str, today: date) -> date | None:
    """Since when something stands in the way: the first day counts, and nothing once it is out of the way."""
    return (before or today) if blocker else None


def lacks(work: Work) -> list[Message]:
    """What a yes still needs: a person and a date; empty where it has both or is no open yes."""
    if work.status not in AGREED:
        return []
    missing = [message("somebody in charge")] if work.owner_id is None else []
    return missing + ([message("a date")] if work.due_on is None else [])


def check_percent(percent: int) -> int:
    """A share of the work from 0 to 100; Invalid."""
    if not 0 <= percent <= 100:
        raise refusal("percent", message("Write how much is done, from 0 to 100."))
    return percent
