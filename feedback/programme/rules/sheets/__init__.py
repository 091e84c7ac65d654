"""The programme as a table: what a file of it holds, and what a file that comes back would change. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from feedback.errors import Invalid, Message, message

NUMBER, DATES = "number", ("planned_from", "due")
TOLD = ("title", "started", "done", "milestones", "checks", "issues")
"""Columns that are only told: what a file says there is not read back."""
HEADER = (
    *(NUMBER, "title", "status", "owner", "area", "planned_from", "due", "percent", "blocker"),
    *("started", "done", "milestones", "checks", "issues"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What can be changed of one piece of work. `owner`: an e-mail address, `area`: a code, '' for nobody, none."""

    status: str
    owner: str = ""
    area: str = ""
    planned_from: date | None = None
    due: date | None = None
    percent: int = 0
    blocker: str = ""


WRITTEN = tuple(one.name for one in fields(Line))
PLANNED = ("owner", "area", *DATES)
REPORTED = ("percent", "blocker")


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that keeps the file out; `row` is its line in a spreadsheet, `column` '' for the whole file."""

    row: int
    column: str
    reason: Message


class BadSheet(Invalid):
    """Nothing of the file was taken over, and why not."""

    def __init__(self, bad: Sequence[Bad]) -> None:
        super().__init__(message("Nothing was changed. Mend what stands below, and choose the file again."))
        self.bad = list(bad)


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of work that would be otherwise."""

    row: int
    number: int
    before: Line
    after: Line

    def touches(self, names: Sequence[str]) -> bool:
        return any(getattr(self.before, name) != getattr(self.after, name) for name in names)


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is read against: the work there is, which of it the reader may change, people and areas."""

    lines: Mapping[int, Line]
    may_work: frozenset[int]
    may_assign: bool
    owners: frozenset[str]
    areas: frozenset[str]


@dataclass(slots=True)
class Reading:
    """What a file would do; every row that is not empty is changed, the same or bad."""

    changed: list[Change] = field(default_factory=list)
    same: int = 0
    bad: list[Bad] = field(default_factory=list)


class Refused(Exception):
    """A cell that cannot be what it says."""

    def __init__(self, column: str, reason: Message) -> None:
        super().__init__(column)
        self.column, self.reason = column, reason
