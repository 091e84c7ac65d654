import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer
from tests.surveys.samples import question

ENDS = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "rating": (1, 5)}


@pytest.mark.parametrize("kind", ENDS)
def test_exactly_the_points_of_the_scale_are_answers(kind):
    low, high = ENDS[kind]
    one = question(kind)
    for number in range(low, high + 1):
        assert TYPES[kind].parse(one, {kind: [str(number)]}) == Answered(number=float(number))
    for bad in (str(low - 1), str(high + 1), "x", "3.0", "+3", "03", "٣", "1e0", "NaN", "9" * 5000, "3\0"):
        with pytest.raises(InvalidAnswer):
            TYPES[kind].parse(one, {kind: [bad]})


@pytest.mark.parametrize("kind", ENDS)
def test_two_values_are_refused_and_none_is_no_answer(kind):
    with pytest.raises(InvalidAnswer):
        TYPES[kind].parse(question(kind), {kind: ["3", "4"]})
    assert TYPES[kind].parse(question(kind), {kind: [""]}) is None
    assert TYPES[kind].parse(question(kind), {}) is None


def test_the_mean_and_a_bar_per_point():
    result = TYPES["rating"].summarise(question("rating"), Counts(4, {"2": 1, "4": 1, "5": 2}))
    assert [(bar.value, bar.count) for bar in result.bars] == [("1", 0), ("2", 1), ("3", 0), ("4", 1), ("5", 2)]
    assert (result.figure.name, result.figure.estimate.value, result.figure.estimate.n) == ("mean", 4.0, 4)
    assert (result.figure.lowest, result.figure.highest) == (1, 5)
    assert result.figure.estimate.low < 4 < result.figure.estimate.high <= 5


def test_nobody_is_no_figure():
    for kind in ENDS:
        result = TYPES[kind].summarise(question(kind), Counts(0))
        assert (result.figure, result.people) == (None, 0)
        assert all(bar.share is None for bar in result.bars)
