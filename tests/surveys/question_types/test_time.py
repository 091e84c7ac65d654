import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer, Typed
from tests.surveys.samples import question

TIME = TYPES["time"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [("09:30", "09:30"), ("9:30", "09:30"), ("17.45", "17:45"), ("17h45", "17:45"), ("09:30:15", "09:30")],
)
def test_a_time_is_stored_with_24_hours(written, stored):
    assert TIME.parse(question("time"), {"time": [written]}) == Answered(choices=(stored,))


@pytest.mark.parametrize("written", ["24:00", "9:60", "9", "noon", "9:30 pm"])
def test_what_is_no_time_is_asked_again(written):
    with pytest.raises(InvalidAnswer, match="This is not a time"):
        TIME.parse(question("time"), {"time": [written]})


def test_times_outside_are_refused():
    with pytest.raises(InvalidAnswer, match="08:00 or later"):
        TIME.parse(question("time", settings={"earliest": "08:00"}), {"time": ["7:59"]})


def test_it_is_counted_by_hour():
    assert TIME.tally(Answered(choices=("17:45",))) == (("", "17:00"),)
    result = TIME.summarise(question("time"), Counts(3, {"17:00": 1, "09:00": 2}))
    assert [(bar.value, bar.count) for bar in result.bars] == [("09:00", 2), ("17:00", 1)]


def test_a_picker_gets_what_it_can_show_and_anything_else_stays_as_it_was_typed():
    one = question("time")
    assert TYPES["time"].typed(one, {"time": ["9:30"]}) == Typed(chosen=("09:30",))
    assert TYPES["time"].typed(one, {"time": ["25:00"]}) == Typed(text="25:00")
    assert TYPES["time"].typed(one, {"time": [""]}) == Typed()
