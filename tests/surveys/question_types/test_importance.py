import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer
from tests.surveys.samples import question

PAIR = TYPES["importance"]
ONE = question("importance")


def sent(importance="", satisfaction=""):
    return {"importance.importance": [importance], "importance.satisfaction": [satisfaction]}


def test_both_halves_or_one():
    assert PAIR.parse(ONE, sent("5", "2")) == Answered(parts={"importance": 5.0, "satisfaction": 2.0})
    assert PAIR.parse(ONE, sent("5")) == Answered(parts={"importance": 5.0})
    assert PAIR.parse(ONE, sent()) is None
    with pytest.raises(InvalidAnswer, match="Choose from 1 to 7"):
        PAIR.parse(question("importance", settings={"points": 7}), sent("8"))


def test_a_needed_answer_needs_both():
    says = "Your answer is missing. Say both how important it is and how good it was."
    for answered in (None, Answered(parts={"importance": 5.0})):
        assert str(PAIR.lacking(ONE, answered)) == says
    assert PAIR.lacking(ONE, Answered(parts={"importance": 5.0, "satisfaction": 2.0})) is None
    assert PAIR.lacking(ONE, Answered(not_applicable=True)) is None


def test_the_gap_with_both_means():
    halves = {"importance": Counts(20, {"4": 10, "5": 10}), "satisfaction": Counts(20, {"2": 10, "3": 10})}
    result = PAIR.summarise(ONE, Counts(20, parts=halves))
    means = {name: part.figure.estimate.value for name, part in result.parts}
    assert means == {"importance": 4.5, "satisfaction": 2.5}
    gap = result.figure
    assert (gap.name, gap.estimate.value, gap.estimate.n, gap.lowest, gap.highest) == ("gap", 2.0, 20, -4, 4)
    wide = {name: part.figure.estimate.high - part.figure.estimate.low for name, part in result.parts}
    assert max(wide.values()) < gap.estimate.high - gap.estimate.low < sum(wide.values())


def test_without_one_half_there_is_no_gap():
    result = PAIR.summarise(ONE, Counts(2, parts={"importance": Counts(2, {"5": 2})}))
    assert result.figure is None
    assert dict(result.parts)["satisfaction"].skipped == 2
