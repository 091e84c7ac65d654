from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from feedback.journeys.rules.revision import asks_for_revision, last_confirmed

DAY = date(2026, 3, 1)
AT = datetime(2026, 3, 1, 23, tzinfo=UTC)


def test_the_newest_of_drawing_confirming_and_what_people_said() -> None:
    assert last_confirmed(None, None, None) is None
    assert last_confirmed(AT, None, None) == DAY
    assert last_confirmed(AT, AT + timedelta(days=2), DAY) == DAY + timedelta(days=2)
    assert last_confirmed(AT, None, DAY + timedelta(days=9)) == DAY + timedelta(days=9)


def test_it_asks_the_day_after_its_half_life() -> None:
    assert not asks_for_revision(DAY, DAY + timedelta(days=30), 30)
    assert asks_for_revision(DAY, DAY + timedelta(days=31), 30)
    assert asks_for_revision(None, DAY, 30)
