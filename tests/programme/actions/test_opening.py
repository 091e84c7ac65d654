"""Openings of public pages, counted by week."""

from __future__ import annotations

from datetime import date

from feedback.programme.actions.opening import count_opened, monday
from feedback.programme.queries import reached
from tests.factories.people import Member


def test_a_week_begins_on_its_monday() -> None:
    days = [date(2026, 11, day) for day in (15, 16, 22, 23)]
    assert [monday(day).day for day in days] == [9, 16, 16, 23]


def test_each_page_and_week_has_its_own_count(acme: Member, globex: Member) -> None:
    for page, day in (("", 16), ("", 22), ("", 23), ("customers", 16)):
        acme.do(lambda page=page, day=day: count_opened(page, date(2026, 11, day)))
    globex.do(lambda: count_opened("", date(2026, 11, 16)))
    with acme.at_work():
        found = [(one.page, one.week.day, one.times) for one in reached.opened()]
    assert found == [("", 23, 1), ("", 16, 2), ("customers", 16, 1)]
