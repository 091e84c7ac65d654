"""What is late and what comes this week."""

from __future__ import annotations

from datetime import date, timedelta

from feedback.programme.rules.dues import Due, parted

TODAY = date(2026, 11, 23)


def due(number: int, days: int, part: str = "") -> Due:
    return Due(number, {"en": "Tell"}, part, TODAY + timedelta(days=days))


def test_late_is_before_today_and_soon_within_a_week_the_earliest_first() -> None:
    dues = parted([due(1, 8), due(2, 7), due(3, 0), due(4, -1), due(5, -9, "Trial")], TODAY)
    assert [one.number for one in dues.late] == [5, 4]
    assert [one.number for one in dues.soon] == [3, 2]


def test_there_is_something_to_say_where_something_has_a_day() -> None:
    stuck = [(1, {"en": "Tell"}, "No paint")]
    assert [bool(parted(found, TODAY, stuck)) for found in ([], [due(1, 8)], [due(1, 1)])] == [False, False, True]
