from __future__ import annotations

import pytest

from feedback.analysis.priority.formula_language import Problem
from feedback.analysis.priority.formula_language.parsing import FUNCTIONS, IF
from feedback.analysis.priority.formula_results import VARYING
from feedback.backlog.rules.formula_inputs import INPUTS, why_not


def test_every_input_says_what_it_is_and_which_have_a_range() -> None:
    assert {name for name, one in INPUTS.items() if one.varies} == VARYING
    assert all(str(one.means) and str(one.unit) and name.isascii() for name, one in INPUTS.items())
    assert not {*FUNCTIONS, IF} & set(INPUTS)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (Problem("missing", 3, "cost"), "nobody wrote down what it costs"),
        (Problem("zero", 3), "letter 4 would divide by zero"),
        (Problem("log", 0), "letter 1 would take the logarithm of 0 or less"),
        (Problem("sqrt", 0), "letter 1 would take the root of less than 0"),
        (Problem("power", 0), "letter 1 is a power that has no value"),
        (Problem("large", 0), "letter 1 gives a number too large to mean anything"),
    ],
)
def test_why_a_line_has_no_result(problem: Problem, says: str) -> None:
    assert str(why_not(problem)) == says
