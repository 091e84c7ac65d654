"""When to try again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from feedback.webhooks import retrying

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_waits_double_and_end_after_twelve_tries() -> None:
    waits = [retrying.wait(tries, 0.5) for tries in range(1, retrying.TRIES)]
    assert waits[0] == timedelta(minutes=2)
    assert all(later == 2 * earlier for earlier, later in pairwise(waits))
    assert retrying.wait(retrying.TRIES, 0.5) is None
    assert timedelta(hours=60) < sum(waits, timedelta()) < timedelta(days=3)


def test_what_failed_together_is_spread_by_a_fifth() -> None:
    assert retrying.wait(1, 0.0) == timedelta(seconds=96)
    assert retrying.wait(1, 1.0) == timedelta(seconds=144)


def test_three_days_without_a_delivery_are_enough() -> None:
    assert not retrying.is_hopeless(None, NOON)
    assert not retrying.is_hopeless(NOON - timedelta(days=3) + timedelta(seconds=1), NOON)
    assert retrying.is_hopeless(NOON - timedelta(days=3), NOON)
