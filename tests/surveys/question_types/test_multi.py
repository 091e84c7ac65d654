import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer
from tests.surveys.samples import question

MULTI = TYPES["multi"]
BOUND = question("multi", settings={"min": 2, "max": 2, "exclusive": ["c"], "other": True, "none": True})


def parse(one, *chosen, other=""):
    return MULTI.parse(one, {"multi": list(chosen), "multi.other": [other]})


def test_choices_are_kept_in_the_order_of_the_page_and_once():
    assert parse(question("multi"), "c", "a", "c", "") == Answered(choices=("a", "c"))
    assert parse(question("multi")) is None


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (("a",), "You marked 1. Mark at least 2."),
        (("a", "b", "other"), "You marked 3. Mark at most 2."),
        (("a", "c"), "One of the options you marked says that no other applies. Keep it alone, or take it off."),
        (("a", "none"), "One of the options you marked says that no other applies. Keep it alone, or take it off."),
    ],
)
def test_bounds_and_options_that_stand_alone(chosen, says):
    with pytest.raises(InvalidAnswer) as refused:
        parse(BOUND, *chosen)
    assert str(refused.value) == says


def test_an_option_that_stands_alone_is_enough():
    assert parse(BOUND, "c") == Answered(choices=("c",))
    assert parse(BOUND, "none") == Answered(choices=("none",))


def test_written_under_other_means_other():
    assert parse(BOUND, "a", other="a sign") == Answered(choices=("a", "other"), text="a sign")
    with pytest.raises(InvalidAnswer):
        parse(BOUND, "none", other="but also a sign")


def test_the_message_for_a_missing_answer_says_how_many():
    assert str(MULTI.missing(BOUND)) == "Your answer is missing. Choose at least 2."


@pytest.mark.parametrize(
    ("kind", "options", "where"),
    [("multi", 1, []), ("multi", 0, ["choices", "settings/min"]), ("single", 1, ["choices"])],
)
def test_one_box_is_a_question_and_one_button_is_none(kind, options, where):
    one = question(kind, choices=[{"code": "a", "text": {"es": "A"}}][:options])
    assert [fault.where for fault in TYPES[kind].faults(one)] == where
