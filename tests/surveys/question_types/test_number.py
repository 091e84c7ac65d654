from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer
from feedback.surveys.question_types.number import read_number
from tests.surveys.samples import question

NUMBER = TYPES["number"]
ROWS = [{"code": code, "text": {"es": code}} for code in ("before", "after")]


@pytest.mark.parametrize(
    ("written", "decimals", "number"),
    [
        ("12", 0, "12"), ("-3", 0, "-3"), ("\u22123", 0, "-3"), ("+7", 0, "7"), ("007", 0, "7"),
        ("12,5", 1, "12.5"), ("12.5", 1, "12.5"), (",5", 1, "0.5"), ("12,50", 1, "12.5"), ("12.", 0, "12"),
        ("1.234", 0, "1234"), ("1,234", 0, "1234"), ("1.234.567", 0, "1234567"), ("1 234", 0, "1234"),
        ("1.234,5", 1, "1234.5"), ("1,234.5", 1, "1234.5"), ("1.234", 3, "1.234"), ("1\u202f234,5", 1, "1234.5"),
    ],
)  # fmt: skip
def test_a_comma_is_as_good_as_a_point(written, decimals, number):
    assert read_number(written, decimals) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "decimals", "says"),
    [
        ("much", 0, "This is not a number. Write it with digits, such as 12 or 12.5."),
        ("1e5", 0, "This is not a number. Write it with digits, such as 12 or 12.5."),
        ("\u0663", 0, "This is not a number. Write it with digits, such as 12 or 12.5."),
        ("NaN", 0, "This is not a number. Write it with digits, such as 12 or 12.5."),
        ("1,2,3", 0, "This is not a number. Write it with digits, such as 12 or 12.5."),
        ("12.5", 0, "A whole number is needed here, without decimals."),
        ("1.234", 2, "At most 2 decimals fit here."),
        ("9" * 16, 0, "This number is too large to be kept. Please look at it again."),
        ("9" * 5000, 0, "This number is too large to be kept. Please look at it again."),
    ],
)
def test_what_could_be_read_two_ways_or_none_is_asked_again(written, decimals, says):
    with pytest.raises(InvalidAnswer) as refused:
        read_number(written, decimals)
    assert str(refused.value) == says


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_every_whole_number_is_kept_exactly(number, decimals):
    assert read_number(str(number), decimals) == number


@given(st.text(max_size=30))
def test_anything_else_ends_in_a_sentence(written):
    try:
        assert abs(read_number(written.strip(), 2)) <= 10**15
    except InvalidAnswer as refused:
        assert str(refused)


def test_bounds_are_part_of_the_answer():
    one = question("number", settings={"min": 0, "max": 10.5, "decimals": 1})
    assert NUMBER.parse(one, {"number": ["10,5"]}) == Answered(number=10.5)
    with pytest.raises(InvalidAnswer, match=r"The number has to be from 0 to 10\.5\."):
        NUMBER.parse(one, {"number": ["10.6"]})
    with pytest.raises(InvalidAnswer, match=r"The number has to be 3 or more\."):
        NUMBER.parse(question("number", settings={"min": 3}), {"number": ["2"]})
    with pytest.raises(InvalidAnswer, match=r"The number has to be 3 or less\."):
        NUMBER.parse(question("number", settings={"max": 3}), {"number": ["4"]})


def test_zero_is_an_answer():
    assert NUMBER.parse(question("number"), {"number": ["0"]}) == Answered(number=0.0)
    assert NUMBER.parse(question("number"), {"number": [" "]}) is None


def test_rows_are_answered_one_by_one_and_a_wrong_one_is_named():
    one = question("number", rows=ROWS)
    assert NUMBER.parse(one, {"number.after": ["3"]}) == Answered(parts={"after": 3.0})
    with pytest.raises(InvalidAnswer, match=r"Row 2: This is not a number\."):
        NUMBER.parse(one, {"number.before": ["1"], "number.after": ["x"]})


def test_a_needed_answer_needs_every_row():
    one = question("number", rows=ROWS, required=True)
    assert str(NUMBER.lacking(one, None)) == "Your answer is missing. Write a number."
    gap = NUMBER.lacking(one, Answered(parts={"after": 3.0}))
    assert str(gap) == "Rows that still need an answer: 1. They are marked."
    assert NUMBER.lacking(one, Answered(parts={"after": 3.0, "before": 0.0})) is None
    assert NUMBER.lacking(one, Answered(not_applicable=True)) is None


def test_mean_and_median_with_their_intervals():
    one = question("number", settings={"min": 0, "max": 3})
    result = NUMBER.summarise(one, Counts(10, {"0": 4, "1": 3, "2": 2, "3": 1}, skipped=2, not_applicable=1))
    assert [(bar.value, bar.count) for bar in result.bars] == [("0", 4), ("1", 3), ("2", 2), ("3", 1)]
    assert (result.figure.name, result.figure.estimate.value, result.figure.estimate.n) == ("mean", 1.0, 10)
    assert (result.figure.lowest, result.figure.highest) == (0, 3)
    (median,) = result.also
    assert (median.name, median.estimate.value, median.estimate.low, median.estimate.high) == ("median", 1.0, 0.0, 2.0)
    assert (result.people, result.skipped, result.not_applicable, result.shown) == (10, 2, 1, 13)


def test_nobody_is_no_figure():
    result = NUMBER.summarise(question("number"), Counts(0))
    assert (result.figure, result.also, result.bars) == (None, (), ())


def test_each_row_has_a_result_of_its_own():
    counts = Counts(5, parts={"after": Counts(4, {"2": 4})}, skipped=1)
    result = NUMBER.summarise(question("number", rows=ROWS), counts)
    assert [(name, part.people, part.skipped, part.shown) for name, part in result.parts] == [
        ("before", 0, 6, 6),
        ("after", 4, 2, 6),
    ]


def test_bounds_the_wrong_way_round_are_a_fault():
    (fault,) = NUMBER.faults(question("number", settings={"min": 3, "max": 2}))
    assert fault.where == "settings/max"
