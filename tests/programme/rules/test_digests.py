"""How often somebody is reminded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedback.errors import Invalid
from feedback.programme.rules import digests as rules

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=day) for day in range(7)]


def days(rhythm: str | None, sent_on: date | None) -> list[int]:
    """Days of the week, Monday 0, on which somebody is looked at."""
    return [day for day, today in enumerate(WEEK) if rules.is_due(rhythm, sent_on, today)]


def test_weekly_is_monday_and_a_missed_monday_is_made_up_for() -> None:
    assert days("weekly", None) == days(None, None) == [0]
    assert days("weekly", MONDAY - timedelta(days=7)) == list(range(7))
    assert days("weekly", MONDAY) == []


def test_daily_is_every_working_day_once() -> None:
    assert days("daily", MONDAY - timedelta(days=1)) == [0, 1, 2, 3, 4]
    assert days("daily", WEEK[2]) == [3, 4]


def test_never_is_never() -> None:
    assert days("never", None) == days("never", date(2020, 1, 1)) == []


def test_a_rhythm_is_one_of_three() -> None:
    assert len({rules.rhythm_label(rules.check_rhythm(one)).id for one in rules.RHYTHMS}) == 3
    with pytest.raises(Invalid):
        rules.check_rhythm("hourly")
