import pytest

from feedback.surveys.question_types import TYPES, Counts, InvalidAnswer
from feedback.surveys.question_types.choosing import option_codes
from tests.surveys.samples import question


@pytest.mark.parametrize("kind", ["single", "multi"])
def test_the_built_in_options_come_last(kind):
    assert option_codes(question(kind)) == ("a", "b", "c")
    assert option_codes(question(kind, settings={"other": True, "none": True})) == ("a", "b", "c", "none", "other")


@pytest.mark.parametrize("kind", ["single", "multi"])
@pytest.mark.parametrize(
    "form",
    [
        {"": ["z"]},
        {"": ["A"]},
        {"": ["other"]},
        {"": ["none"]},
        {"": ["a"], ".other": ["text nobody asked for"]},
        {".other": ["text nobody asked for"]},
    ],
)
def test_what_the_question_does_not_offer_is_refused(kind, form):
    with pytest.raises(InvalidAnswer):
        TYPES[kind].parse(question(kind), {kind + end: sent for end, sent in form.items()})


@pytest.mark.parametrize("kind", ["single", "multi"])
def test_other_text_has_the_limits_of_every_text(kind):
    one = question(kind, settings={"other": True})
    for bad in (["x" * 10_001], ["a\0b"], ["one", "two"]):
        with pytest.raises(InvalidAnswer):
            TYPES[kind].parse(one, {kind: ["other"], f"{kind}.other": bad})
    assert TYPES[kind].parse(one, {f"{kind}.other": [" a\nb "]}).text == "a b"


def test_shares_are_of_people():
    result = TYPES["multi"].summarise(question("multi"), Counts(10, {"a": 8, "b": 5}))
    assert [(bar.value, bar.count, bar.share.value) for bar in result.bars] == [
        ("a", 8, 0.8),
        ("b", 5, 0.5),
        ("c", 0, 0.0),
    ]
    assert result.figure is None


def test_a_value_that_is_no_longer_offered_is_still_counted():
    result = TYPES["single"].summarise(question("single"), Counts(3, {"a": 1, "gone": 2}))
    assert [(bar.value, bar.count) for bar in result.bars][-1] == ("gone", 2)
