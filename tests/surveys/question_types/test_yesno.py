import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer
from tests.surveys.samples import question

ONE = question("yesno")


def test_yes_no_and_nothing_else():
    assert TYPES["yesno"].parse(ONE, {"yesno": ["yes"]}) == Answered(choices=("yes",))
    assert TYPES["yesno"].parse(ONE, {"yesno": ["no"]}) == Answered(choices=("no",))
    assert TYPES["yesno"].parse(ONE, {"yesno": [""]}) is None
    for bad in (["maybe"], ["1"], ["YES"], ["yes", "no"]):
        with pytest.raises(InvalidAnswer):
            TYPES["yesno"].parse(ONE, {"yesno": bad})


def test_the_figure_is_the_share_of_yes():
    result = TYPES["yesno"].summarise(ONE, Counts(10, {"yes": 3, "no": 7}))
    assert [(bar.value, bar.count) for bar in result.bars] == [("yes", 3), ("no", 7)]
    assert (result.figure.name, result.figure.estimate.value) == ("share", 0.3)
    assert TYPES["yesno"].summarise(ONE, Counts(0)).figure is None
