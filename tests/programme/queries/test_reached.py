"""How far each notice reached."""

from __future__ import annotations

from datetime import date, timedelta

from feedback.programme.models import SaidOpened
from feedback.programme.queries import reached


def test_openings_count_from_the_week_a_notice_came_out() -> None:
    monday = date(2026, 11, 16)
    counts = [
        SaidOpened(page=page, week=monday + timedelta(weeks=weeks), times=times)
        for page, weeks, times in (("", -1, 100), ("", 0, 10), ("", 1, 5), ("customers", 0, 2), ("suppliers", 0, 50))
    ]
    assert reached.opened_since(counts, {"", "customers"}, monday + timedelta(days=3)) == 17
