"""Taking over a file of the programme: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.accounts.actions import record
from feedback.backlog.actions import improvements as backlog
from feedback.errors import message
from feedback.journeys.queries import functions
from feedback.permissions import Access
from feedback.programme.actions import work
from feedback.programme.queries import sheets as queries
from feedback.programme.rules.sheets import DATES, NUMBER, REPORTED, Bad, BadSheet, Change
from feedback.programme.rules.sheets.reading import Rows, read
from feedback.programme.rules.work import DONE, IN_PROGRESS


@dataclass(frozen=True, slots=True)
class Taken:
    """How many pieces of work a file changed, and how many were as it says already."""

    changed: int
    same: int


def take_over(header: Sequence[str], rows: Rows, *, by: Access | None = None) -> Taken:
    """Change what the file says; BadSheet, with every cell that keeps it out, where any does: then nothing changes."""
    known, ids = queries.known(by)
    found = read(header, rows, known)
    if not found.bad and not found.changed and not found.same:
        raise BadSheet([Bad(1, NUMBER, message("There is no row in it."))])
    if found.bad:
        raise BadSheet(found.bad)
    _Taking(by).all(found.changed, ids)
    record(by, "programme.imported", str(len(found.changed)))
    return Taken(len(found.changed), found.same)


class _Taking:
    """Makes the changes of one file."""

    def __init__(self, by: Access | None) -> None:
        self._by = by
        self._people = {address: user_id for user_id, address in queries.addresses().items()}
        self._areas = {one.code: one.id for one in functions.all_functions()}

    def all(self, changes: Sequence[Change], ids: dict[int, UUID]) -> None:
        for change in changes:
            for step in self._steps(change):
                step(change, ids[change.number])

    def _steps(self, change: Change) -> list[Callable[[Change, UUID], None]]:
        """What is done is taken up again before it is planned; everything else is planned before it moves."""
        if change.before.status == DONE:
            return [self._move, self._plan, self._report]
        return [self._plan, self._move, self._report]

    def _plan(self, change: Change, improvement_id: UUID) -> None:
        if change.touches(("owner", *DATES)):
            work.plan(
                improvement_id,
                planned_on=change.after.planned_from,
                due_on=change.after.due,
                owner_id=self._people.get(change.after.owner),
                by=self._by,
            )
        if change.touches(("area",)):
            backlog.change_improvement(improvement_id, function_id=self._areas.get(change.after.area), by=self._by)

    def _move(self, change: Change, improvement_id: UUID) -> None:
        if change.touches(("status",)):
            work.move(improvement_id, change.after.status, by=self._by)

    def _report(self, change: Change, improvement_id: UUID) -> None:
        if change.touches(REPORTED) and change.after.status == IN_PROGRESS:
            after = change.after
            work.report(improvement_id, percent=after.percent, blocker=after.blocker, by=self._by)
