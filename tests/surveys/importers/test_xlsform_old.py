"""Old workbooks: every sort of cell, and files that are none."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.opening import NotImportable, upload_of
from feedback.surveys.importers.xlsform_old import LARGEST, read_old_book
from feedback.surveys.importers.xlsform_workbook import MOST_ROWS
from tests.surveys.importers.books import compound, xls


def test_numbers_texts_and_truth_values_are_read_as_people_see_them() -> None:
    rows = [["type", "name"], ["ñandú", 1.0], ["", 2.5], [], [True, "end"]]
    book = read_old_book(upload_of(xls({"Survey": rows, "license": [["x"]]})))
    assert book.sheets == {
        "survey": [(1, ["type", "name"]), (2, ["ñandú", "1"]), (3, ["", "2.5"]), (5, ["TRUE", "end"])]
    }
    assert book.others == ["license"]


def refused(raw: bytes) -> NotImportable:
    with pytest.raises(NotImportable) as error:
        read_old_book(upload_of(raw))
    return error.value


def test_a_workbook_without_a_survey_sheet_says_so() -> None:
    assert "no sheet called" in str(refused(xls({"Sheet1": [["a"]]})))


def test_a_locked_file_says_what_to_do() -> None:
    error = refused(compound({"EncryptedPackage": b"x"}))
    assert (error.status, "password" in str(error)) == (415, True)


def test_a_damaged_file_is_refused_whatever_goes_wrong_inside() -> None:
    whole = xls({"survey": [["type", "name"], ["text", "a"]]})
    at = whole.index(b"\x85\x00")
    assert refused(whole[:at] + b"\xff" * 40 + whole[at + 40 :]).status in (415, 422)
    assert refused(whole[:700]).status in (415, 422)


def test_a_large_file_is_refused_before_it_is_opened() -> None:
    assert "too large" in str(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * LARGEST))


def test_too_many_rows_are_refused_with_the_row() -> None:
    rows = [["text", "a"]] * (MOST_ROWS + 1)
    assert f"row {MOST_ROWS + 1} is the first too many" in str(refused(xls({"survey": rows})))
