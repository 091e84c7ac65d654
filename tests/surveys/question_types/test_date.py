import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer, Typed
from tests.surveys.samples import question

DATE = TYPES["date"]
YEAR = question("date", settings={"earliest": "2026-01-01", "latest": "2026-12-31"})


@pytest.mark.parametrize("written", ["2026-11-02", " 2026-11-02 ", "2026-11-2", "2026/11/02", "2026.11.2"])
def test_a_day_is_stored_as_iso(written):
    assert DATE.parse(YEAR, {"date": [written]}) == Answered(choices=("2026-11-02",))


@pytest.mark.parametrize(
    "written", ["03/04/2026", "2026-02-30", "2026-13-01", "yesterday", "\u0662\u0660\u0662\u0666-11-02", "0001-01-01"]
)
def test_what_is_no_day_is_asked_again(written):
    with pytest.raises(InvalidAnswer, match="This is not a day"):
        DATE.parse(question("date"), {"date": [written]})


def test_days_outside_are_refused():
    with pytest.raises(InvalidAnswer, match="2026-01-01 or later"):
        DATE.parse(YEAR, {"date": ["2025-12-31"]})
    with pytest.raises(InvalidAnswer, match="2026-12-31 or earlier"):
        DATE.parse(YEAR, {"date": ["2027-01-01"]})


def test_it_is_counted_by_month():
    assert DATE.tally(Answered(choices=("2026-11-22",))) == (("", "2026-11"),)
    result = DATE.summarise(YEAR, Counts(3, {"2026-11": 1, "2026-02": 2}))
    assert [(bar.value, bar.count) for bar in result.bars] == [("2026-02", 2), ("2026-11", 1)]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"earliest": "tomorrow"}, "settings/earliest"),
        ({"latest": "2026-1-1"}, "settings/latest"),
        ({"earliest": "2026-02-01", "latest": "2026-01-01"}, "settings/latest"),
    ],
)
def test_bounds_that_bound_nothing_are_faults(settings, where):
    assert [fault.where for fault in DATE.faults(question("date", settings=settings))] == [where]


def test_a_picker_gets_what_it_can_show_and_anything_else_stays_as_it_was_typed():
    one = question("date")
    assert TYPES["date"].typed(one, {"date": ["2026/11/2"]}) == Typed(chosen=("2026-11-02",))
    assert TYPES["date"].typed(one, {"date": ["22/11/2026"]}) == Typed(text="22/11/2026")
    assert TYPES["date"].typed(one, {"date": [""]}) == Typed()
