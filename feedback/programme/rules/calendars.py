"""What stands in a member's calendar, and under which identity a calendar program knows it again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from feedback.errors import Message, message
from feedback.names import refusal

MINE, EVERYTHING = "mine", "everything"
REACHES = (MINE, EVERYTHING)
SLOT = "calendar.dates"
"""What slices above the programme fill with dates of their own."""


@dataclass(frozen=True, slots=True)
class Changed:
    """How often something was changed, and when last: programs take the version with the higher number."""

    times: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Dated:
    """A day on which something of the work is due.

    `identity` is of the row it comes from, `kind` tells several days of one row apart. `number` of the improvement,
    None where it is about something else, and then `endpoint` is its page, with the `code` it may need.
    """

    kind: str
    identity: UUID
    on: date
    words: Message
    changed: Changed
    owner_id: UUID | None = None
    number: int | None = None
    endpoint: str = "programme.implementation"
    code: str = ""

    @property
    def uid(self) -> str:
        """Always the same, whatever is renamed or moved; nothing can be read from it."""
        return str(uuid5(self.identity, self.kind))

    @property
    def about(self) -> dict[str, int | str]:
        """What the address of its page names."""
        if self.number is not None:
            return {"number": self.number}
        return {"code": self.code} if self.code else {}


def reach_label(reach: str) -> Message:
    """A reach in words."""
    return {MINE: message("Only what is mine"), EVERYTHING: message("All work of the programme, and when surveys end")}[
        reach
    ]


def check_reach(reach: str) -> str:
    """Invalid for what is none."""
    if reach not in REACHES:
        raise refusal("reach", message("Choose what the calendar holds."))
    return reach


def within(reach: str, found: Iterable[Dated], user_id: UUID) -> list[Dated]:
    """What a calendar of this reach holds for somebody, the earliest first."""
    held = [one for one in found if reach == EVERYTHING or one.owner_id == user_id]
    return sorted(held, key=lambda one: (one.on, one.number or 0, one.uid))
