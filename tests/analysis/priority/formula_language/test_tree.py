from __future__ import annotations

from feedback.analysis.priority.formula_language import inputs_of, parse, steps
from feedback.analysis.priority.formula_language.tree import below

KNOWN = ("people", "reach", "effort_likely")


def test_its_inputs_each_once_in_the_order_of_the_text() -> None:
    assert inputs_of(parse("max(reach, people / effort_likely) + reach", KNOWN)) == ("reach", "people", "effort_likely")


def test_every_number_input_and_sign_is_a_step() -> None:
    formula = parse("if(people > 2, -reach, log(3)) + 1", KNOWN)
    assert steps(formula) == 1 + 1 + 1 + 2 + 2 + 2
    assert [steps(one) for one in below(formula)] == [7, 1]
