import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer, restored, stored
from feedback.surveys.question_types.kano import category
from tests.surveys.samples import question

KANO = TYPES["kano"]
ONE = question("kano")


def sent(with_it="", without=""):
    return {"kano.with": [with_it], "kano.without": [without]}


@pytest.mark.parametrize(
    ("with_it", "without", "what"),
    [
        ("like", "dislike", "O"),
        ("like", "neutral", "A"),
        ("neutral", "dislike", "M"),
        ("expect", "dislike", "M"),
        ("neutral", "accept", "I"),
        ("dislike", "like", "R"),
        ("accept", "like", "R"),
        ("like", "like", "Q"),
        ("dislike", "dislike", "Q"),
        ("like", None, "half"),
    ],
)
def test_what_a_pair_says(with_it, without, what):
    assert category(with_it, without) == what


def test_both_halves_or_one_and_what_they_say_is_stored_with_them():
    both = KANO.parse(ONE, sent("like", "dislike"))
    assert both == Answered(choices=("O",), parts={"with": ("like",), "without": ("dislike",)})
    assert restored(stored(both)) == both
    assert KANO.parse(ONE, sent("like")) == Answered(choices=("half",), parts={"with": ("like",)})
    assert KANO.parse(ONE, sent()) is None
    with pytest.raises(InvalidAnswer, match="That option does not exist here"):
        KANO.parse(ONE, sent("love"))


def test_a_needed_answer_needs_both():
    says = "Your answer is missing. Say how you would feel with it, and how without it."
    for answered in (None, KANO.parse(ONE, sent("like"))):
        assert str(KANO.lacking(ONE, answered)) == says
    assert KANO.lacking(ONE, KANO.parse(ONE, sent("like", "accept"))) is None


def test_categories_and_the_feelings_of_both_halves():
    halves = {"with": Counts(9, {"like": 9}), "without": Counts(10, {"dislike": 4, "neutral": 6})}
    result = KANO.summarise(ONE, Counts(10, {"O": 3, "A": 6, "half": 1}, halves))
    assert [(bar.value, bar.count) for bar in result.bars] == [
        *(("M", 0), ("O", 3), ("A", 6), ("I", 0), ("R", 0), ("Q", 0)),
        ("half", 1),
    ]
    assert {name: part.bars[0].count for name, part in result.parts} == {"with": 9, "without": 0}
