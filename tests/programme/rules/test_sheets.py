"""What a file of the programme would change, and what keeps it out."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.db import iso
from feedback.programme.rules.sheets import HEADER, WRITTEN, Known, Line, Reading
from feedback.programme.rules.sheets.reading import read
from feedback.spreadsheet import guard_cell

ANA, DUE = "ana@acme.example", date(2026, 12, 31)
LINES = {
    1: Line("decided", owner=ANA, due=DUE),
    2: Line("in_progress", percent=40, blocker="=SUM(paint)"),
    3: Line("done", percent=100),
}


def known(**values: Any) -> Known:
    given: dict[str, Any] = {
        "lines": LINES,
        "may_work": frozenset(LINES),
        "may_assign": True,
        "owners": frozenset({ANA, "luis@acme.example"}),
        "areas": frozenset({"front", "back"}),
    }
    return Known(**{**given, **values})


def table(*rows: dict[str, str], against: Known | None = None) -> Reading:
    """The reading of a file with the columns that the first row has."""
    header = list(rows[0])
    return read(
        header, [(2 + index, [row[name] for name in header]) for index, row in enumerate(rows)], against or known()
    )


def bad(*rows: dict[str, str], against: Known | None = None) -> list[tuple[int, str]]:
    found = table(*rows, against=against)
    assert found.changed == []
    return [(one.row, one.column) for one in found.bad]


def test_what_is_written_is_changed_and_the_rest_stays() -> None:
    found = table({"Number": "1", "due": "2027-01-15", "area": "front"}, {"Number": "2", "due": "", "area": ""})
    assert (found.same, found.bad) == (1, [])
    [change] = found.changed
    assert (change.row, change.after) == (2, Line("decided", owner=ANA, due=date(2027, 1, 15), area="front"))


def test_an_empty_cell_empties_but_for_status_and_share() -> None:
    empty = dict.fromkeys(("status", "owner", "due", "percent", "blocker"), "")
    found = table({"number": "1", **empty}, {"number": "2", **empty})
    assert [one.after for one in found.changed] == [Line("decided"), Line("in_progress", percent=40)]


def test_days_are_read_in_the_one_order_that_the_file_proves() -> None:
    found = table({"number": "1", "planned_from": "04/03/2026", "due": "25/03/2026"})
    assert found.changed[0].after.planned_from == date(2026, 3, 4)
    assert bad({"number": "1", "planned_from": "04/03/2026"}) == [(2, "planned_from")]
    assert bad({"number": "1", "due": "soon"}) == [(2, "due")]


@pytest.mark.parametrize("written", ["70", "70%", "70,0", "70.00", "70 %"])
def test_a_whole_number_may_be_written_as_spreadsheets_do(written: str) -> None:
    assert [one.after.percent for one in table({"number": "2", "percent": written}).changed] == [70]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"number": "9"}, "number"),
        ({"number": ""}, "number"),
        ({"number": "1", "status": "declined"}, "status"),
        ({"number": "1", "status": "done"}, "status"),
        ({"number": "1", "owner": "nobody@acme.example"}, "owner"),
        ({"number": "1", "area": "roof"}, "area"),
        ({"number": "2", "percent": "140"}, "percent"),
        ({"number": "2", "percent": "much"}, "percent"),
        ({"number": "2", "percent": "0.7"}, "percent"),
        ({"number": "2", "blocker": "x" * 501}, "blocker"),
        ({"number": "1", "planned_from": "2027-01-01"}, "due"),
        ({"number": "1", "percent": "10"}, "percent"),
        ({"number": "3", "blocker": "Paint"}, "blocker"),
        ({"number": "3", "due": "2027-01-01"}, "due"),
    ],
)
def test_a_cell_that_cannot_be_keeps_the_file_out_by_its_name(row: dict[str, str], column: str) -> None:
    assert bad({"title": "Told only", **row}) == [(2, column)]


def test_every_bad_cell_is_named_and_a_number_stands_once() -> None:
    rows = [{"number": "1", "status": "", "percent": "x"}, {"number": "1", "status": "x", "percent": "x"}]
    assert bad(*rows) == [(2, "percent"), (3, "number")]
    assert bad({"number": "2", "status": "gone", "percent": "x"}) == [(2, "status"), (2, "percent")]
    assert [one.column for one in read(["title"], [(2, ["A"])], known()).bad] == ["number"]


def test_who_may_not_changes_nothing_and_what_stays_the_same_is_nobodys_fault() -> None:
    against = known(may_work=frozenset({1}), may_assign=False)
    assert bad({"number": "2", "percent": "50"}, against=against) == [(2, "number")]
    assert bad({"number": "1", "owner": "", "area": "front"}, against=against) == [(2, "owner"), (2, "area")]
    assert table({"number": "2", "percent": "40"}, against=against).same == 1


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40).map(
    lambda text: " ".join(text.split())
)


@given(texts, st.integers(0, 100), st.dates(date(1990, 1, 1), date(2090, 1, 1)) | st.none())
def test_what_was_written_to_a_file_reads_as_the_same(blocker: str, percent: int, due: date | None) -> None:
    line = Line(
        "in_progress", owner=ANA, area="front", due=due, percent=percent, blocker=unicodedata.normalize("NFC", blocker)
    )
    cells = {name: guard_cell(getattr(line, name)) for name in WRITTEN} | {"due": iso(due) or "", "planned_from": ""}
    row = {"number": "2", **{name: str(cell) for name, cell in cells.items()}}
    found = table(row, against=known(lines={2: line}))
    assert (found.same, found.bad, found.changed) == (1, [], [])


def test_every_column_that_is_written_stands_in_the_file() -> None:
    assert set(WRITTEN) < set(HEADER)
