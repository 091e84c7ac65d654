"""Quiet hours: over midnight, and on days whose clock skips or repeats an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.outreach.rules.quiet_hours import QuietHours, zone, zones

MADRID = "Europe/Madrid"
NIGHT = QuietHours(time(21), time(9), MADRID)
"""Spring forward: 29 March 2026, 02:00 → 03:00. Fall back: 25 October 2026, 03:00 → 02:00."""


def local(day: int, hour: int, minute: int = 0, *, month: int = 1, fold: int = 0, name: str = MADRID) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=zone(name), fold=fold).astimezone(UTC)


def test_without_hours_every_moment_is_good() -> None:
    moment = local(5, 3)
    assert QuietHours(None, None, "UTC").over(moment) == moment
    assert not QuietHours(None, None, "UTC").holds(moment)


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        (local(5, 12), local(5, 12)),
        (local(5, 20, 59), local(5, 20, 59)),
        (local(5, 21), local(6, 9)),
        (local(5, 23, 59), local(6, 9)),
        (local(6, 0), local(6, 9)),
        (local(6, 8, 59), local(6, 9)),
        (local(6, 9), local(6, 9)),
    ],
)
def test_hours_over_midnight_end_in_the_morning(moment: datetime, first: datetime) -> None:
    assert NIGHT.over(moment) == first


def test_hours_within_a_day_end_on_that_day() -> None:
    lunch = QuietHours(time(14), time(16), "America/Santiago")
    assert lunch.over(local(5, 15, name="America/Santiago")) == local(5, 16, name="America/Santiago")
    assert lunch.over(local(5, 16, name="America/Santiago")) == local(5, 16, name="America/Santiago")


def test_the_night_the_clocks_change_is_an_hour_shorter_or_longer() -> None:
    evening = local(28, 21, month=3)
    assert NIGHT.over(evening) - evening == timedelta(hours=11)
    evening = local(24, 21, month=10)
    assert NIGHT.over(evening) - evening == timedelta(hours=13)


def test_an_end_that_the_clocks_skip_is_when_they_jumped() -> None:
    until_half_past_two = QuietHours(time(22), time(2, 30), MADRID)
    first = until_half_past_two.over(local(28, 23, month=3))
    assert first == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert first.astimezone(zone(MADRID)).time() == time(3, 30)


def test_an_end_that_comes_twice_is_the_next_one() -> None:
    until_half_past_two = QuietHours(time(22), time(2, 30), MADRID)
    assert until_half_past_two.over(local(25, 1, month=10)) == local(25, 2, 30, month=10)
    second_time = local(25, 2, 10, month=10, fold=1)
    assert until_half_past_two.over(second_time) == local(25, 2, 30, month=10, fold=1)


def test_the_day_is_that_of_the_wall() -> None:
    assert NIGHT.day(datetime(2026, 1, 5, 23, 30, tzinfo=UTC)) == date(2026, 1, 6)


CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, tzinfo=None))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
PLACES = st.sampled_from(
    [MADRID, "America/Santiago", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu", "UTC"]
)


@given(MOMENTS, CLOCKS, CLOCKS, PLACES)
def test_the_first_good_moment_is_good_and_not_before_now(moment: datetime, start: time, end: time, place: str) -> None:
    quiet = QuietHours(start, end, place)
    first = quiet.over(moment)
    assert first >= moment
    assert not quiet.holds(first)
    assert (first == moment) == (not quiet.holds(moment))
    assert first - moment <= timedelta(hours=49)


@given(MOMENTS, CLOCKS, CLOCKS, PLACES)
def test_no_moment_in_between_was_good(moment: datetime, start: time, end: time, place: str) -> None:
    quiet = QuietHours(start, end, place)
    first, step = quiet.over(moment), timedelta(minutes=10)
    looked = moment
    while looked < first:
        assert quiet.holds(looked), looked
        looked += step


def test_zones_are_those_people_choose_from() -> None:
    assert {"UTC", MADRID, "America/Santiago"} <= set(zones())
    assert "Etc/GMT+5" not in zones()
    assert len(zones()) > 300
