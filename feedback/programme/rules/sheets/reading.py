"""What a file would change, row by row. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from feedback.errors import message
from feedback.evidence.reader import DateOrder, DateVotes
from feedback.programme.rules.sheets import DATES, NUMBER, WRITTEN, Bad, Change, Known, Line, Reading, Refused
from feedback.programme.rules.sheets.against import against
from feedback.programme.rules.sheets.cells import Cells, cell_at
from feedback.tables.folding import lookup_key

Rows = Sequence[tuple[int, Sequence[str]]]


def read(header: Sequence[str], rows: Rows, known: Known) -> Reading:
    """What every row would change; `rows`: (line in a spreadsheet, cells).

    Columns that are missing change nothing. An empty cell empties what it stands for, but for the status and the
    share that is done, which nothing is without.
    """
    places = {_name(name): index for index, name in reversed(list(enumerate(header)))}
    if NUMBER not in places:
        return Reading(bad=[Bad(1, NUMBER, message("The file has no column with this name."))])
    reader = _Reader(known, places, Cells(known, _order(rows, places)))
    for row, cells in rows:
        if any(cell.strip() for cell in cells):
            reader.take(row, {name: cell_at(cells, index) for name, index in places.items()})
    return reader.found


def _name(written: str) -> str:
    return lookup_key(written).replace(" ", "_")


def _order(rows: Rows, places: Mapping[str, int]) -> DateOrder:
    votes = DateVotes()
    for index in (places[name] for name in DATES if name in places):
        for _, cells in rows:
            votes.add(cell_at(cells, index))
    return votes.decide()


class _Reader:
    """Takes one row after the other of one file."""

    def __init__(self, known: Known, places: Mapping[str, int], cells: Cells) -> None:
        self.found = Reading()
        self._known, self._places, self._cells = known, places, cells
        self._seen: set[int] = set()

    def take(self, row: int, said: Mapping[str, str]) -> None:
        """Put a row where it belongs: changed, the same, or bad."""
        try:
            number = self._number(said[NUMBER])
        except Refused as refused:
            self.found.bad.append(Bad(row, refused.column, refused.reason))
            return
        before = self._known.lines[number]
        after, refusals = self._after(before, said)
        change = Change(row, number, before, after)
        refusals = refusals or list(against(change, self._known))
        self.found.bad.extend(Bad(row, one.column, one.reason) for one in refusals)
        if not refusals:
            self._keep(change)

    def _keep(self, change: Change) -> None:
        if change.before == change.after:
            self.found.same += 1
        else:
            self.found.changed.append(change)

    def _number(self, cell: str) -> int:
        if not (cell.isascii() and cell.isdigit() and len(cell) < 10) or int(cell) not in self._known.lines:
            raise Refused(NUMBER, message("There is no work with this number: it was not decided, or is not there."))
        if int(cell) in self._seen:
            raise Refused(NUMBER, message("This number stands in the file twice."))
        self._seen.add(int(cell))
        return int(cell)

    def _after(self, before: Line, said: Mapping[str, str]) -> tuple[Line, list[Refused]]:
        values: dict[str, Any] = {}
        refusals = []
        for name in (one for one in WRITTEN if one in said):
            try:
                values[name] = self._cells.value(name, said[name], before)
            except Refused as refused:
                refusals.append(refused)
        return replace(before, **values), refusals
