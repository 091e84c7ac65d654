"""The words that conditions are read back in."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import FUNCTIONS, OPERATORS
from feedback.surveys.conditions.notation import read_expression
from feedback.surveys.conditions.vocabulary import OPERATORS as WORDS
from feedback.surveys.conditions.wording import formula_in_words
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(asked("nps"))
ARGUMENTS = {"if": 3, "today": 0, "add": 2, "subtract": 2, "multiply": 2, "divide": 2}


def test_every_comparison_has_words() -> None:
    assert set(WORDS) == set(OPERATORS)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_calculation_has_words(function: str) -> None:
    of = [{"question": "id-nps"}] * ARGUMENTS.get(function, 1)
    said = str(formula_in_words(read_expression({"call": function, "of": of}), DOCUMENT, "en"))
    assert f"{function}(" not in said
    assert "%(" not in said
