"""Every refusal by a limit says which limit."""

from __future__ import annotations

from feedback.tables import limits as refusals
from feedback.tables.limits import Limits, Unreadable, UnsupportedKind


def test_each_limit_stands_in_its_sentence() -> None:
    given = Limits(unpacked=7_000_000, rows=11, columns=13, field=17)
    said = [
        refusals.too_large(given),
        refusals.too_many_rows(given, 5),
        refusals.too_many_columns(given, 5),
        refusals.cell_too_long(given, 5),
    ]
    assert [error.message.params["limit"] for error in said] == [7, 11, 13, 17]
    assert [error.message.params.get("row") for error in said] == [None, 5, 5, 5]


def test_a_kind_never_opened_answers_415_and_a_broken_file_422() -> None:
    assert (UnsupportedKind("no").status, Unreadable("no").status) == (415, 422)
