"""How every piece of work stands, read once for the list, the board, the timeline, one's own work and the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.db import Texts
from feedback.errors import Message
from feedback.journeys.queries import functions
from feedback.permissions import Access
from feedback.programme import rules
from feedback.programme.issues import queries as issues
from feedback.programme.models import EffectCheck, Implementation, Milestone, TrackedIssue
from feedback.programme.queries.effects import by_improvement, check_of
from feedback.programme.queries.work import all_work, implementations

NONE = "none"
"""Value of a filter that asks for work without somebody, or without an area."""


@dataclass(frozen=True, slots=True)
class Area:
    """The business function that carries something out."""

    code: str
    name: Texts


@dataclass(frozen=True, slots=True)
class Standing:
    """One improvement being carried out, to be, or done. `work`: None where nothing was planned yet."""

    row: Improvement
    work: Implementation | None
    area: Area | None
    late: bool
    soon: bool
    today: date
    lacks: Sequence[Message]
    mine: bool
    """Whether the reader may work on it."""
    effect: EffectCheck | None
    """What was registered to find out whether it helped, with its verdict."""
    issues: Sequence[TrackedIssue] = ()
    """What was opened about it in trackers."""

    @property
    def next(self) -> Milestone | None:
        """The milestone that comes next."""
        return next((one for one in self.work.milestones if one.done_on is None), None) if self.work else None

    def overdue(self, part: Milestone | None) -> bool:
        """Whether a milestone of a yes passed its day without being reached."""
        if part is None or part.done_on is not None or self.row.status not in rules.AGREED:
            return False
        return part.due_on is not None and part.due_on < self.today

    @property
    def checked(self) -> tuple[int, int]:
        """Lines of the check-list that are done, and all."""
        lines = self.work.checks if self.work else []
        return sum(1 for one in lines if one.done_on), len(lines)

    @property
    def moves(self) -> list[str]:
        """Columns of the board that the reader may move it to."""
        return rules.columns_after(self.row.status) if self.mine else []

    @property
    def begins(self) -> date | None:
        """The day it started, else the day it is meant to."""
        return (self.work.starts_on or self.work.planned_on) if self.work else None

    @property
    def ends(self) -> date | None:
        """The day it was done, else the day it is due."""
        return (self.work.done_on if self.work and self.row.status == rules.DONE else None) or self.row.due_on


def standings(access: Access, today: date) -> list[Standing]:
    """All work, the nearest date first: a fixed number of reads."""
    works, areas, effects, opened = implementations(), areas_by_id(), by_improvement(), issues.by_improvement()
    return [
        _standing(row, works.get(row.id), areas, effects.get(row.id), opened.get(row.id, ()), access, today)
        for row in all_work()
    ]


def standing(row: Improvement, work: Implementation | None, access: Access, today: date) -> Standing:
    """How one improvement stands."""
    return _standing(row, work, areas_by_id(), check_of(row.id), issues.opened_about(row.id), access, today)


def areas_by_id() -> dict[UUID, Area]:
    """Every area, archived ones too: what was theirs stays theirs."""
    return {one.id: Area(one.code, one.name) for one in functions.all_functions()}


def _standing(
    row: Improvement,
    work: Implementation | None,
    areas: Mapping[UUID, Area],
    effect: EffectCheck | None,
    opened: Sequence[TrackedIssue],
    access: Access,
    today: date,
) -> Standing:
    return Standing(
        row=row,
        work=work,
        area=areas.get(row.function_id) if row.function_id else None,
        late=rules.is_late(row, today),
        soon=row.status in rules.AGREED and rules.is_soon(row.due_on, today),
        today=today,
        lacks=rules.lacks(row),
        mine=rules.may_work(access, row.owner_id),
        effect=effect,
        issues=opened,
    )


# --- narrowing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whose work is asked for: an id of a person and a code of an area, '' for everybody's, `none` for nobody's."""

    owner: str = ""
    area: str = ""

    def fits(self, one: Standing) -> bool:
        return self._is(self.owner, str(one.row.owner_id or NONE)) and self._is(
            self.area, one.area.code if one.area else NONE
        )

    @staticmethod
    def _is(asked: str, value: str) -> bool:
        return asked in ("", value)

    @property
    def set(self) -> dict[str, Any]:
        """What is asked for, as it stands in an address."""
        return {name: value for name, value in (("owner", self.owner), ("area", self.area)) if value}


@dataclass(frozen=True, slots=True)
class Choices:
    """What work can be narrowed by: (value, name) of people and areas that have some."""

    owners: Sequence[tuple[str, str]]
    areas: Sequence[tuple[str, Texts]]
    nobodys: bool
    arealess: bool


def choices(found: Iterable[Standing]) -> Choices:
    """People and areas that have work among these; one read."""
    held = list(found)
    owners = {one.row.owner_id for one in held}
    areas = {one.area.code: one.area.name for one in held if one.area}
    return Choices(
        owners=_people(owners),
        areas=sorted(areas.items()),
        nobodys=None in owners,
        arealess=any(one.area is None for one in held),
    )


def _people(wanted: Collection[UUID | None]) -> list[tuple[str, str]]:
    return [(str(user_id), name) for user_id, name in accounts.people().items() if user_id in wanted]
