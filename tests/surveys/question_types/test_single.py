import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer
from tests.surveys.samples import question

ONE = question("single", settings={"other": True, "none": True})


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ({"single": ["b"]}, Answered(choices=("b",))),
        ({"single": ["none"]}, Answered(choices=("none",))),
        ({"single": ["other"]}, Answered(choices=("other",))),
        ({"single": ["other"], "single.other": ["A sign"]}, Answered(choices=("other",), text="A sign")),
        ({"single.other": ["A sign"]}, Answered(choices=("other",), text="A sign")),
        ({"single": [""], "single.other": ["A sign"]}, Answered(choices=("other",), text="A sign")),
        ({"single": ["a"], "single.other": ["and a sign"]}, Answered(choices=("a",), text="and a sign")),
        ({"single": [""], "single.other": [" "]}, None),
        ({}, None),
    ],
)
def test_what_was_chosen_and_written(form, answer):
    assert TYPES["single"].parse(ONE, form) == answer


def test_one_choice_only():
    with pytest.raises(InvalidAnswer, match="Only one answer"):
        TYPES["single"].parse(ONE, {"single": ["a", "b"]})
