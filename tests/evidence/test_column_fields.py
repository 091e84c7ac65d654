from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from feedback.evidence.column_fields import LONGEST_LABEL, ColumnFields, column_fields, role_choices, texts_to_go_with
from feedback.evidence.reader import Known, Role, profile, propose, sniff
from feedback.web.forms import Form

TABLE = b"Score,Why,Other\n5,It was very good food,x\n1,It was very cold there,y\n3,Nobody told us about it,x\n"


@pytest.fixture
def columns(app: Flask) -> Iterator[list[ColumnFields]]:
    shape = sniff(TABLE)
    counted = profile(TABLE, shape)
    made = dict(column_fields(counted, propose(shape, counted, Known({}, {}))))
    with app.test_request_context():
        form = type("AForm", (Form,), made)()
        found = [ColumnFields.of(form, number, counted) for number in range(3)]
        for column, role in zip(found, ("rating", "comment", "segment"), strict=True):
            column.role.data = role
        texts_to_go_with(found)
        yield found


def test_every_role_of_a_column_is_offered(columns: list[ColumnFields]) -> None:
    assert [role for role, _ in columns[0].role.choices] == [role for role, _ in role_choices()]
    assert set(Role.__args__) == {role for role, _ in role_choices()}  # type: ignore[attr-defined]


def test_a_rating_goes_with_one_text_with_all_or_with_none(columns: list[ColumnFields]) -> None:
    rating, texts = columns[0], {"c1": "Why"}
    assert [key for key, _ in rating.beside.choices] == ["own", "*", "c1"]
    for chosen, beside in (("own", ""), ("*", "*"), ("c1", "Why"), ("c2", "")):
        rating.beside.data = chosen
        assert rating.beside_of(texts) == beside
    assert rating.beside_of({}) == ""


def test_what_only_one_column_can_be_is_claimed(columns: list[ColumnFields]) -> None:
    rating = columns[0]
    rating.beside.data = "c1"
    assert (list(rating.claims(True)), list(rating.claims(False))) == (["beside c1"], [])
    rating.role.data = "date"
    assert list(rating.claims(True)) == ["date"]
    assert list(columns[2].claims(True)) == []


def test_a_scale_that_was_not_written_is_the_likely_one(columns: list[ColumnFields]) -> None:
    assert (str(columns[0].chosen_scale()), columns[0].scale_problem()) == ("1..5", None)
    assert columns[1].scale_problem() is not None
    columns[0].scale.data = "nonsense"
    assert columns[0].scale_problem() is not None


def test_a_long_header_is_cut_in_its_label(app: Flask) -> None:
    data = (f"{'x' * 400},b\n" + "a,1\n" * 3).encode()
    shape = sniff(data)
    counted = profile(data, shape)
    with app.test_request_context():
        form = type("AForm", (Form,), dict(column_fields(counted, propose(shape, counted, Known({}, {})))))()
        assert len(form["as_0"].label.text) == LONGEST_LABEL
