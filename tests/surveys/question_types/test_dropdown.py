import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer
from tests.surveys.samples import question

CHOICES = [{"code": code, "text": {"es": code}} for code in "abc"]
ONE = question("dropdown", choices=CHOICES, settings={"other": True, "none": True, "not_applicable": True})


def test_one_option_as_with_buttons():
    kind = TYPES["dropdown"]
    assert kind.parse(ONE, {"dropdown": ["b"]}) == Answered(choices=("b",))
    assert kind.parse(ONE, {"dropdown.other": ["a sign"]}) == Answered(choices=("other",), text="a sign")
    assert kind.parse(ONE, {"dropdown": ["na"]}) == Answered(not_applicable=True)
    with pytest.raises(InvalidAnswer, match="Keep one"):
        kind.parse(ONE, {"dropdown": ["na"], "dropdown.other": ["a sign"]})
    with pytest.raises(InvalidAnswer):
        kind.parse(ONE, {"dropdown": ["z"]})


def test_the_built_in_codes_are_taken_only_where_they_are_offered():
    mine = [*CHOICES, {"code": "na", "text": {"es": "Navarra"}}]
    assert list(TYPES["dropdown"].faults(question("dropdown", choices=mine))) == []
    assert TYPES["dropdown"].parse(question("dropdown", choices=mine), {"dropdown": ["na"]}) == Answered(
        choices=("na",)
    )
    (fault,) = TYPES["dropdown"].faults(question("dropdown", choices=mine, settings={"not_applicable": True}))
    assert fault.where == "choices/3/code"
