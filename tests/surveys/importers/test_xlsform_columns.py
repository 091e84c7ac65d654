"""Columns of XLSForm sheets, in the many ways people write them."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.xlsform_columns import Column, columns, languages, lines, same_language


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("type", Column("type")),
        (" Label ", Column("label")),
        ("label::English (en)", Column("label", "English (en)")),
        ("label:French", Column("label", "French")),
        ("Label : English", Column("label", "English")),
        ("required message::es", Column("required_message", "es")),
        ("requiredMsg", Column("required_message")),
        ("bind:relevant", Column("relevant")),
        ("bind::relevant", Column("relevant")),
        ("bind::jr:preload", Column("jr:preload")),
        ("bind:jr:constraintMsg", Column("constraint_message")),
        ("jr:constraintMsg", Column("constraint_message")),
        ("media::image", Column("image")),
        ("media::image::French", Column("image", "French")),
        ("media:audio:French", Column("audio", "French")),
        ("image::english", Column("image", "english")),
        ("body::intent", Column("intent")),
        ("relevance", Column("relevant")),
        ("read only", Column("read_only")),
        ("", None),
        ("  ", None),
    ],
)
def test_what_a_heading_names(cell: str, column: Column | None) -> None:
    assert columns([cell]) == (column,)


def test_of_two_columns_alike_the_first_that_says_something_counts() -> None:
    rows = [(1, ["type", "label", "label"]), (2, ["text", "", "second"]), (4, ["text", "first", "second"])]
    _, found = lines(rows)
    assert [(line.number, line.words("label")) for line in found] == [(2, {"": "second"}), (4, {"": "first"})]


def test_a_name_typed_as_true_is_written_as_its_author_wrote_it() -> None:
    _, found = lines([(1, ["type", "name", "required"]), (2, ["text", "TRUE", "TRUE"])])
    assert found[0].cells == {"type": "text", "name": "True", "required": "TRUE"}


def test_languages_are_those_of_labels_first_each_once() -> None:
    header = columns(
        ["hint::French", "label::English (en)", "label::Swahili", "required_message::english(EN)", "image::x"]
    )
    assert languages(header, columns(["label::Arabic"])) == ["English (en)", "Swahili", "Arabic", "French"]


def test_one_language_in_two_spellings_is_one() -> None:
    assert same_language("English (EN)") == same_language("english(en)")


def test_no_rows_are_no_lines() -> None:
    assert lines([]) == ((), [])
