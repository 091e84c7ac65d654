"""What a calculation works out, as fields."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.surveys.conditions.notation import read_expression
from feedback.surveys.conditions.subjects import subjects
from feedback.surveys.forms import formulas
from feedback.surveys.forms.questions import question_form
from tests.surveys.samples import asked, question, questionnaire

DOCUMENT = questionnaire(asked("a"), asked("b"), asked("c", "longtext"))
NUMBERS = [one for one in subjects(DOCUMENT, list(DOCUMENT.questions()), {}, "en") if one.numeric]
MEAN = {"call": "mean", "of": [{"question": "id-a"}, {"question": "id-b"}]}


def test_a_simple_formula_comes_back_as_it_was(app: Flask) -> None:
    one = question("calculation", formula=MEAN)
    with app.test_request_context():
        form = question_form(one, ("en",), {}, revision=1, numbers=NUMBERS)
        assert formulas.value(one, form.data) == MEAN
        assert [key for key, _name in form["formula_0"].choices] == ["", "q/id-a", "q/id-b"]


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        (None, True),
        (MEAN, True),
        ({"call": "subtract", "of": [{"question": "id-a"}, {"question": "id-b"}]}, True),
        ({"call": "subtract", "of": [{"question": "id-a"}]}, False),
        ({"call": "round", "of": [MEAN]}, False),
        ({"call": "mean", "of": [{"value": 3}]}, False),
    ],
)
def test_what_is_richer_is_kept_and_has_no_fields(app: Flask, formula: object, plain: bool) -> None:
    one = question("calculation", formula=formula)
    assert formulas.is_plain(read_expression(formula) if formula else None) is plain
    with app.test_request_context():
        form = question_form(one, ("en",), {}, revision=1, numbers=NUMBERS)
        assert ("formula_call" in form) is plain
        assert ("formula" in form.changes()) is plain


def test_without_a_question_there_is_no_formula() -> None:
    assert formulas.value(question("calculation"), {"formula_call": "sum", "formula_0": ""}) is None
