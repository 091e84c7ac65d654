from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.evidence.reader.dates import DateOrder, DateVotes

DAY = dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-12",
        " 2024/3/12 ",
        "2024.03.12",
        "20240312",
        "2024-03-12T23:59:59.123Z",
        "2024-03-12 10:15:33+02:00",
        "2024/03/12 10:15:33 p. m. GMT-5",
        "2024-03-12T09:30:00",
        "12/03/2024",
        "12-3-24",
        "12.03.2024 9:05",
        "12/03/2024 09:05:33 PM",
        "45363",
        "45363.75",
        "12 mar 2024",
        "12-Mar-24",
        "12 de marzo de 2024",
        "12 de março de 2024",
        "martes, 12 de marzo de 2024",
        "terça-feira, 12 de março de 2024",
        "March 12, 2024",
        "Tue, Mar 12, 2024",
        "12th March 2024",
    ],
)
def test_the_same_day_in_many_hands(text: str) -> None:
    assert DateOrder().read(text) == DAY


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("sept 5, 2023", dt.date(2023, 9, 5)),
        ("5 set 2023", dt.date(2023, 9, 5)),
        ("1º de enero de 2023", dt.date(2023, 1, 1)),
        ("1 ago 1999", dt.date(1999, 8, 1)),
        ("31/12/69", dt.date(2069, 12, 31)),
        ("31/12/70", dt.date(1970, 12, 31)),
    ],
)
def test_other_days(text: str, date: dt.date) -> None:
    assert DateOrder().read(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *("", "ayer", "31/02/2024", "2024-13-01", "03/2024", "12/13/2024", "1850-01-01", "5", "123456", "12 foo 2024"),
        *("2024-03-12 nonsense", "12 ma 2024", "0/0/2024", "99999999", "9999-12-31", "1/2/345"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        DateOrder().read(text)


def test_blanks_without_end_are_no_date_and_take_no_time() -> None:
    cell = "12/03/2024 10:00" + " " * 90_000 + "x"
    with pytest.raises(ValueError):
        DateOrder().read(cell)
    assert decided(cell) == DateOrder()


def test_month_first() -> None:
    assert DateOrder(day_first=False).read("03/12/2024 9:00:00") == DAY
    with pytest.raises(ValueError):
        DateOrder(day_first=False).read("13/12/2024")


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)), st.sampled_from("/-."), st.booleans())
def test_written_and_read_again(date: dt.date, sign: str, day_first: bool) -> None:
    form = f"%d{sign}%m{sign}%Y" if day_first else f"%m{sign}%d{sign}%Y"
    assert DateOrder(day_first).read(date.strftime(form)) == date


def decided(*texts: str, day_first: bool = True) -> DateOrder:
    votes = DateVotes()
    for text in texts:
        votes.add(text)
    return votes.decide(day_first=day_first)


def test_a_day_above_twelve_proves_the_order() -> None:
    assert decided("01/02/2024", "13/02/2024", day_first=False) == DateOrder(day_first=True)
    assert decided("01/02/2024", "02/13/2024") == DateOrder(day_first=False)


def test_both_orders_in_one_file_follow_the_greater_number_and_say_so() -> None:
    order = decided("13/02/2024", "14/02/2024", "02/13/2024")
    assert order.day_first
    assert order.note is not None
    assert "month first" in order.note.id


def test_dates_in_sequence_decide_what_no_day_proves() -> None:
    order = decided("01/02/2024", "02/02/2024", "01/03/2024", "02/03/2024", "05/04/2024", day_first=False)
    assert order.day_first
    assert order.note is not None
    assert order.note.params == {"example": "01/02/2024", "date": "2024-02-01"}
    assert decided("1/2/2024", "2/1/2024", "2/3/2024", "3/1/2024", "4/5/2024").day_first is False


@pytest.mark.parametrize(("day_first", "date"), [(True, "2026-10-02"), (False, "2026-02-10")])
def test_what_nothing_decides_is_as_told_with_an_example(day_first: bool, date: str) -> None:
    order = decided("2/10/2026 9:00:00", "2/10/2026 9:15:00", day_first=day_first)
    assert order.day_first is day_first
    assert order.note is not None
    assert order.note.params == {"example": "2/10/2026 9:00:00", "date": date}


def test_unambiguous_dates_need_no_note() -> None:
    assert decided("2024-03-12", "03/03/2024", "not a date", "") == DateOrder()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["24", "2024", "0001", "9999"]))))
def test_any_numbers_can_be_decided_on(dates: list[tuple[int, int, str]]) -> None:
    order = decided(*(f"{first}/{second}/{year}" for first, second, year in dates))
    assert order.note is None or order.note.id
