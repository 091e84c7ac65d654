"""Who may work on what, when work is late, and what a notice needs before people read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from feedback.errors import Conflict, Message, NotAllowed, message
from feedback.names import refusal
from feedback.permissions import Access, Permission

DECIDED, IN_PROGRESS, DONE, DECLINED = "decided", "in_progress", "done", "declined"
AGREED = (DECIDED, IN_PROGRESS)
"""Statuses of a yes that is not carried out yet."""
HEARD = "heard"
KINDS = (HEARD, DECIDED, DONE, DECLINED)
LONGEST_NOTE = 500
LONGEST_TEXT = 1000
PUBLIC_K = 5
"""Fewest people behind anything a page without sign-in tells of a group."""


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


def kind_of(status: str) -> str:
    """Which notice fits where the improvement stands."""
    return {DONE: DONE, DECLINED: DECLINED, DECIDED: DECIDED, IN_PROGRESS: DECIDED}.get(status, HEARD)


def kind_label(kind: str) -> Message:
    """A notice's kind in a few words, for everyone."""
    return {
        HEARD: message("We heard it"),
        DECIDED: message("Decided"),
        DONE: message("Done"),
        DECLINED: message("We will not do it, and why"),
    }[kind]


def answer_label(kind: str) -> Message:
    """What stands before the answer of a notice."""
    return {
        HEARD: message("Next"),
        DECIDED: message("We will"),
        DONE: message("We did"),
        DECLINED: message("Why not"),
    }[kind]


def check_kind(kind: str) -> str:
    if kind not in KINDS:
        raise refusal("kind", message("Choose what the notice says: heard, decided, done or declined."))
    return kind


def check_ready(heard: Mapping[str, str], answer: Mapping[str, str], language: str) -> None:
    """Conflict unless both texts are there in the organisation's own language."""
    if not heard.get(language) or not answer.get(language):
        raise Conflict(message("Write what was heard and what comes of it before you publish."))
