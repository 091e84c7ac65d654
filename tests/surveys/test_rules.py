"""When a survey takes answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.surveys.rules import GRACE, is_open, takes

LAST = date(2026, 11, 22)
END = datetime(2026, 11, 23, tzinfo=UTC)
BEFORE = END - timedelta(hours=1)


def test_the_closing_day_is_the_last_day_it_takes_answers() -> None:
    assert is_open(closes_on=LAST, closed_at=None, today=LAST)
    assert not is_open(closes_on=LAST, closed_at=None, today=LAST + timedelta(days=1))
    assert not is_open(closes_on=LAST, closed_at=BEFORE, today=LAST)


@pytest.mark.parametrize(
    ("opened", "after", "taken"),
    [
        (BEFORE, timedelta(0), True),
        (BEFORE, GRACE, True),
        (BEFORE, GRACE + timedelta(seconds=1), False),
        (END, timedelta(minutes=1), False),
        # Of an anonymous page the day is known only.
        (LAST, GRACE, True),
        (LAST, GRACE + timedelta(seconds=1), False),
        (LAST + timedelta(days=1), timedelta(minutes=1), False),
        # Whoever made the submission id, it was no page of ours.
        (None, timedelta(minutes=1), False),
    ],
)
def test_a_page_of_the_last_day_counts_for_ten_minutes_more(
    opened: date | datetime | None, after: timedelta, taken: bool
) -> None:
    assert takes(closes_on=LAST, closed_at=None, opened=opened, moment=END + after) is taken


def test_a_survey_closed_by_hand_ends_at_once() -> None:
    for last in (None, LAST):
        assert not takes(closes_on=last, closed_at=BEFORE, opened=BEFORE - timedelta(minutes=1), moment=BEFORE)


def test_an_open_survey_takes_whatever_comes() -> None:
    assert takes(closes_on=LAST, closed_at=None, opened=None, moment=BEFORE)
    assert takes(closes_on=None, closed_at=None, opened=None, moment=END)
