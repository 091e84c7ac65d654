from __future__ import annotations

import json

import pytest

from feedback.errors import message
from feedback.evidence.reader import (
    Choice,
    ColumnMapping,
    DateOrder,
    FileShape,
    RatingColumn,
    RatingScale,
    SegmentColumn,
    WordScale,
)
from feedback.evidence.recipe import (
    mapping_from,
    message_from,
    shape_from,
    source_named,
    stored_mapping,
    stored_message,
    stored_shape,
)


def through_json(value: object) -> dict[str, object]:
    kept: dict[str, object] = json.loads(json.dumps(value))
    return kept


def test_a_shape_comes_back_without_its_first_rows() -> None:
    shape = FileShape("csv", ("text", "stars"), (), 2, encoding="cp1252", certain=False, delimiter=";")
    back = shape_from(through_json(stored_shape(shape)))
    assert (back.kind, back.header, back.width, back.encoding, back.delimiter) == (
        "csv",
        ("text", "stars"),
        2,
        "cp1252",
        ";",
    )
    book = FileShape("xlsx", ("text",), (), 1, sheet="2024")
    assert shape_from(through_json(stored_shape(book))) == book


def test_a_mapping_comes_back_as_it_was() -> None:
    mapping = ColumnMapping(
        text="text", rating="mark", scale=RatingScale.parse("6..0.5"), date="when", date_order=DateOrder(False),
        stage_column="stage", group_column="who", source="letters", source_column="from", lang_column="lang",
        kind="complaint",
    )  # fmt: skip
    assert mapping_from(through_json(stored_mapping(mapping))) == mapping
    plain = ColumnMapping(text="text", stage="visit", lang="pt")
    assert mapping_from(through_json(stored_mapping(plain))) == plain


def test_a_message_comes_back_and_none_stays_none() -> None:
    sentence = message("Row %(row)s", row=3)
    assert message_from(through_json(stored_message(sentence))) == sentence
    assert message_from(None) is None


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("survey_es.csv.gz", "survey_es"),
        ("Quejas 2024.XLSX", "Quejas 2024"),
        ("v1.2 reviews.tsv", "v1.2 reviews"),
        ("reviews", "reviews"),
        (".csv", ".csv"),
    ],
)
def test_a_source_is_named_after_its_file(file: str, source: str) -> None:
    assert source_named(file) == source


def test_a_mapping_of_several_columns_comes_back() -> None:
    mapping = ColumnMapping(
        text="best", more_texts=("worst",), no_answer=("-99",),
        rating="score", scale=WordScale.parse("Bad < Fair = So so < Good"),
        ratings=(
            RatingColumn("food", RatingScale.parse("1..7"), "best"), RatingColumn("room", WordScale.parse("a < b")),
        ),
        segments=(SegmentColumn("city", {"lima": "Lima"}),),
    )  # fmt: skip
    assert mapping_from(through_json(stored_mapping(mapping))) == mapping


def test_a_shape_of_two_header_rows_and_joined_options_comes_back() -> None:
    shape = FileShape(
        "csv", ("id", "Which?"), (), 3, encoding="utf-8", delimiter=",", names=("id", "Which?: a", "Which?: b"),
        tool="surveymonkey", before=1, header_rows=2, choices=(Choice("Which?", (1, 2), ("a", "b")),),
    )  # fmt: skip
    assert shape_from(through_json(stored_shape(shape))) == shape


def test_what_an_earlier_version_stored_is_still_read() -> None:
    shape = {"kind": "csv", "header": ["text"], "width": 1, "encoding": "utf-8", "delimiter": ",", "sheet": None}
    assert shape_from(shape) == FileShape("csv", ("text",), (), 1, encoding="utf-8", delimiter=",")
    mapping = {"text": "text", "rating": None, "date": None, "stage_column": None, "stage": None, "group_column": None,
               "source": "", "source_column": None, "lang": None, "lang_column": None, "kind": "review", "scale": None,
               "day_first": True}  # fmt: skip
    assert mapping_from(mapping) == ColumnMapping("text")
