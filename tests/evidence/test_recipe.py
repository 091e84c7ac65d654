from __future__ import annotations

import json

import pytest

from feedback.errors import message
from feedback.evidence.reader import ColumnMapping, DateOrder, FileShape, RatingScale
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
