"""Every refusal by a limit says which limit."""

from __future__ import annotations

from feedback.evidence.reader import shape
from feedback.evidence.reader.shape import Limits, Unreadable, UnsupportedKind


def test_each_limit_stands_in_its_sentence() -> None:
    limits = Limits(unpacked=7_000_000, rows=11, columns=13, field=17)
    said = [
        shape.too_large(limits),
        shape.too_many_rows(limits, 5),
        shape.too_many_columns(limits, 5),
        shape.cell_too_long(limits, 5),
    ]
    assert [error.message.params["limit"] for error in said] == [7, 11, 13, 17]
    assert [error.message.params.get("row") for error in said] == [None, 5, 5, 5]


def test_a_kind_never_opened_answers_415_and_a_broken_file_422() -> None:
    assert (UnsupportedKind("no").status, Unreadable("no").status) == (415, 422)
