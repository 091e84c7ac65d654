"""What happened with a person, the newest first."""

from __future__ import annotations

from datetime import UTC, date, datetime

from feedback.errors import message
from feedback.stakeholders.rules.history import Moment, in_order

KIND = message("Asked")


def test_days_and_moments_stand_in_one_order() -> None:
    noon, day = datetime(2026, 3, 2, 12, tzinfo=UTC), date(2026, 3, 2)
    later, naive = datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 1, 23)
    found = in_order(Moment(when, KIND) for when in (naive, day, later, noon))
    assert [one.when for one in found] == [later, noon, day, naive]
