from feedback.surveys.question_types import TYPES, Counts
from tests.surveys.samples import question

CALCULATION = TYPES["calculation"]
SUM = {"call": "add", "of": [{"question": "id-a"}, {"value": 1}]}


def test_nobody_answers_it():
    one = question("calculation", formula=SUM)
    assert CALCULATION.parse(one, {"calculation": ["5"]}) is None
    assert (CALCULATION.fields(one), CALCULATION.lacking(one, None)) == ((), None)


def test_nobody_answers_it_so_it_cannot_be_needed():
    faults = CALCULATION.faults(question("calculation", required=True))
    assert [fault.where for fault in faults] == ["required"]
    assert list(CALCULATION.faults(question("calculation", formula=SUM))) == []


def test_another_formula_measures_something_else():
    one, same = (question("calculation", formula=SUM) for _ in range(2))
    other = question("calculation", formula={**SUM, "call": "subtract"})
    assert CALCULATION.comparable_by(one) == CALCULATION.comparable_by(same)
    assert CALCULATION.comparable_by(one) != CALCULATION.comparable_by(other)


def test_mean_and_median_of_what_it_gave():
    result = CALCULATION.summarise(question("calculation", formula=SUM), Counts(4, {"1.5": 2, "2.5": 2}))
    assert [(one.name, one.estimate.value) for one in (result.figure, *result.also)] == [("mean", 2), ("median", 2)]
    assert [(bar.value, bar.count) for bar in result.bars] == [("1.5", 2), ("2.5", 2)]
