"""What one cell of a file says, or why it cannot say that. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from feedback.errors import Invalid, message
from feedback.evidence.reader import DateOrder
from feedback.names import one_line
from feedback.programme.rules.sheets import Known, Line, Refused
from feedback.programme.rules.work import COLUMNS, LONGEST_NOTE, check_percent, columns_after
from feedback.spreadsheet import unguard_cell


def cell_at(cells: Sequence[str], index: int) -> str:
    """The cell as it was before a file was made of it, on one line; '' beyond the end of a short row."""
    return one_line(unguard_cell(cells[index])) if index < len(cells) else ""


def _whole(written: str) -> int:
    """A whole number, however a spreadsheet writes it: 70, 70.0, 70,0; ValueError."""
    number, _, rest = written.replace(",", ".").partition(".")
    if rest.strip("0"):
        raise ValueError(written)
    return int(number)


class Cells:
    """Reads the cells of one file: against what is known, and its dates in one order."""

    def __init__(self, known: Known, order: DateOrder) -> None:
        self._known, self._order = known, order

    def value(self, name: str, cell: str, before: Line) -> Any:
        """What a cell of this column says; Refused."""
        return getattr(self, f"_{name}")(cell, before)

    def _status(self, cell: str, before: Line) -> str:
        if not cell or cell == before.status:
            return before.status
        if cell not in COLUMNS:
            raise Refused("status", message("Write decided, in_progress or done."))
        if cell not in columns_after(before.status):
            raise Refused("status", message("That cannot follow from where the improvement stands now."))
        return cell

    def _owner(self, cell: str, before: Line) -> str:
        if cell and cell.lower() not in self._known.owners:
            raise Refused("owner", message("No member of the organisation has this e-mail address."))
        return cell.lower()

    def _area(self, cell: str, before: Line) -> str:
        if cell and cell != before.area and cell not in self._known.areas:
            raise Refused("area", message("There is no area with this code."))
        return cell

    def _planned_from(self, cell: str, before: Line) -> date | None:
        return self._day("planned_from", cell)

    def _due(self, cell: str, before: Line) -> date | None:
        return self._day("due", cell)

    def _day(self, column: str, cell: str) -> date | None:
        if not cell:
            return None
        try:
            return date.fromisoformat(cell)
        except ValueError:
            pass
        try:
            day = self._order.read(cell)
        except ValueError:
            raise Refused(column, message("This is no date. Write it as 2026-12-31.")) from None
        if self._order.note is not None:
            raise Refused(column, message("This could be two days. Write it as 2026-12-31."))
        return day

    def _percent(self, cell: str, before: Line) -> int:
        plain = cell.rstrip("% \u00a0\u202f")
        if not plain:
            return before.percent
        try:
            return check_percent(_whole(plain))
        except (ValueError, Invalid):
            raise Refused("percent", message("Write how much is done, from 0 to 100.")) from None

    def _blocker(self, cell: str, before: Line) -> str:
        if len(cell) > LONGEST_NOTE:
            raise Refused(
                "blocker", message("Longer than %(limit)s characters, which is the limit.", limit=LONGEST_NOTE)
            )
        return cell
