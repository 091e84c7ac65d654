import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer, Scale, Typed
from feedback.surveys.question_types.base import the_value, values
from tests.surveys.samples import question


@pytest.mark.parametrize(
    ("scale", "worst", "middle", "best"),
    [(Scale(1, 5), 1, 3, 5), (Scale(0, 10), 0, 5, 10), (Scale(1, 7, higher_is_better=False), 7, 4, 1)],
)
def test_every_scale_becomes_one_to_five(scale, worst, middle, best):
    assert [scale.to_five(number) for number in (worst, middle, best)] == [1, 3, 5]


def test_blanks_are_no_values():
    assert values({"a": ["", " x ", "\n"]}, "a") == ("x",)
    assert values({}, "a") == ()


def test_a_blank_beside_a_value_is_not_a_second_value():
    assert the_value(question("nps"), {"nps": ["", "5"]}) == "5"
    with pytest.raises(InvalidAnswer):
        the_value(question("nps"), {"nps": ["5", "5"]})


def test_which_questions_take_comments():
    assert [kind for kind in TYPES if TYPES[kind].takes_comments(question(kind))] == ["text", "longtext"]
    for kind in ("single", "multi"):
        assert TYPES[kind].takes_comments(question(kind, settings={"other": True}))


def test_the_comment_is_the_text():
    assert TYPES["single"].comment(Answered(choices=("other",), text="a sign")) == "a sign"
    assert TYPES["nps"].comment(Answered(number=3.0)) is None


def test_which_questions_have_a_scale():
    assert [kind for kind in TYPES if TYPES[kind].scale(question(kind))] == ["nps", "csat", "ces", "rating"]


def test_what_an_answer_adds_to_the_tally():
    assert TYPES["nps"].tally(Answered(number=9.0)) == (("", "9"),)
    assert TYPES["multi"].tally(Answered(choices=("a", "other"), text="x")) == (("", "a"), ("", "other"))
    assert TYPES["number"].tally(Answered(parts={"row": 2.5})) == (("row", "2.5"),)
    assert TYPES["text"].tally(Answered(parts={"row": "x"})) == ()
    assert TYPES["text"].tally(Answered(text="x")) == ()


def test_what_was_typed_is_kept_as_it_was():
    form = {"single": ["a", "zz"], "single.other": ["x\0y\ud800"]}
    assert TYPES["single"].typed(question("single"), form) == Typed(("a", "zz"), "xy�")
