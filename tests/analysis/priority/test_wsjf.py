from __future__ import annotations

import pytest

from feedback.analysis.priority import Effort
from feedback.analysis.priority.wsjf import Job, enabling, relative, urgency, wsjf


def test_by_hand() -> None:
    small = Job(impact=0.02, days=None, waiting=0, effort=Effort(1, 2, 4))
    large = Job(impact=0.11, days=10, waiting=2, effort=Effort(5, 10, 60))
    first, second = wsjf([small, large])
    assert (first.value, first.urgency, first.enabling, first.size, first.result) == (1, 1, 1, 1, 3.0)
    assert (second.value, second.urgency, second.enabling, second.size, second.result) == (5, 20, 5, 5, 6.0)
    assert (first.place, second.place) == (2, 1)
    assert (second.low, second.high) == (30 / 20, 10.0), "sixty days are more than twenty times two"
    assert (second.first, second.last) == (1, 2), "with its worst guess it comes after the small one"


def test_nothing_in_nothing_out_and_equal_lines_keep_their_order() -> None:
    assert wsjf([]) == []
    same = Job(1.0, None, 0, Effort(1, 1, 1))
    assert [one.place for one in wsjf([same, same, same])] == [1, 2, 3]
    assert [(one.first, one.last) for one in wsjf([same, same])] == [(1, 1), (1, 2)]


@pytest.mark.parametrize(("ratio", "step"), [(1, 1), (1.3, 1), (1.5, 2), (4, 5), (11, 13), (1000, 20)])
def test_steps_are_the_nearest_on_a_log_scale(ratio: float, step: int) -> None:
    assert relative(ratio) == step


@pytest.mark.parametrize(
    ("days", "points"), [(None, 1), (-3, 20), (14, 20), (15, 13), (60, 8), (90, 5), (180, 3), (181, 2)]
)
def test_time_presses_by_the_days_that_are_left(days: int | None, points: int) -> None:
    assert urgency(days) == points


@pytest.mark.parametrize(("waiting", "points"), [(0, 1), (1, 3), (2, 5), (4, 8), (5, 13)])
def test_what_waits_for_it_counts(waiting: int, points: int) -> None:
    assert enabling(waiting) == points
