"""What may be written, and what is said about the rest. Nothing else ever comes of a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from feedback.analysis.priority.formula_language import MOST_DEPTH, MOST_STEPS, FormulaError, parse, steps

KNOWN = ("people", "reach", "effort_likely")
PIECES = some.lists(
    some.sampled_from(
        [*"()+-*/^<>=,;. 0123456789", "**", "people", "reach ", "max(", "if(", "log", "1e9", "\x00", "ñ", "²"]
    )
).map("".join)


@settings(max_examples=200, deadline=None)
@given(some.one_of(some.text(max_size=40), PIECES))
@example("(" * 290)
@example("-" * 299 + "1")
@example("9" * 300)
@example("2^" * 140 + "2")
def test_whatever_is_written_is_a_formula_or_a_formula_error(text: str) -> None:
    try:
        found = parse(text, KNOWN)
    except FormulaError as refused:
        assert 0 <= refused.at <= refused.until <= max(len(text), refused.at)
        assert str(refused.message)
    else:
        assert steps(found) <= MOST_STEPS


@pytest.mark.parametrize(
    ("text", "at", "until", "says"),
    [
        ("", 0, 0, "Write a formula, such as reach * severity / effort_likely."),
        ("people +", 8, 8, "Letter 9: the formula stops here and something is missing."),
        ("people * cats", 9, 13, "Letter 10: there is no input called “cats”. The inputs are listed below."),
        ("people people", 7, 13, "Letter 8: “people” cannot stand here."),
        ("0,5 * reach", 1, 2, "Letter 2: a comma stands between the things of a function. Write decimals as 0.5."),
        ("reach & 2", 6, 7, "Letter 7: “&” has no meaning in a formula."),
        ("(reach", 6, 6, "Letter 7: “)” is missing here."),
        ("max(reach)", 0, 3, "Letter 1: max takes 2 to 10 things, with commas between them."),
        ("log(1, 2)", 0, 3, "Letter 1: log takes one thing."),
        ("if(reach, 1, 2)", 8, 9, "Letter 9: a comparison is missing, such as if(people > 20, 2, 1)."),
        ("reach > 2", 6, 7, "Letter 7: “>” cannot stand here."),
        ("1 + 99999999999", 4, 15, "Letter 5: this number is too large. The largest is 1000000000."),
        ("log", 3, 3, "Letter 4: “(” is missing here."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, at: int, until: int, says: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text, KNOWN)
    assert (refused.value.at, refused.value.until, str(refused.value)) == (at, until, says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1" + "+1" * MOST_STEPS, f"This formula has more than {MOST_STEPS} numbers, inputs and signs."),
        ("(" * (MOST_DEPTH + 1) + "1", f"more than {MOST_DEPTH} parentheses or signs stand inside each other."),
        ("1" * 301, "A formula has at most 300 letters."),
    ],
)
def test_a_formula_has_limits(text: str, says: str) -> None:
    with pytest.raises(FormulaError, match=says):
        parse(text, KNOWN)


def test_signs_of_other_programs_are_read_as_ours() -> None:
    def shape(text: str) -> str:
        return repr(parse(text, KNOWN)).partition("at=")[0]

    assert shape("people × 2") == shape("people * 2")
    assert shape("PEOPLE ** 2") == shape("people ^ 2")
    assert shape("max(people; 2)") == shape("max(people, 2)")
