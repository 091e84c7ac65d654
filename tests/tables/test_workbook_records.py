"""Workbooks opened, a sheet chosen."""

from __future__ import annotations

import pytest

from feedback.tables.limits import LIMITS, Unreadable, UnsupportedKind
from feedback.tables.workbook_records import opened_workbook, sheet_records, sheets_to_try

from .workbooks import packed, workbook


def test_records_of_a_sheet() -> None:
    with opened_workbook(workbook([["a", "b"], [1, ""], ["", 2.5]]), LIMITS) as book:
        [name] = sheets_to_try(book, None)
        assert list(sheet_records(book, name, LIMITS)) == [(1, ["a", "b"]), (2, ["1"]), (3, ["", "2.5"])]
        assert sheets_to_try(book, name) == [name]
        with pytest.raises(Unreadable) as refused:
            sheets_to_try(book, "Hoja 9")
        assert refused.value.message.params == {"name": "Hoja 9"}


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(UnsupportedKind), opened_workbook(packed({"readme.txt": b"hello"}), LIMITS):
        pass
    with pytest.raises(Unreadable), opened_workbook(workbook([["a"]])[:200], LIMITS):
        pass
