from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import resampling
from feedback.analysis.priority.resampling import TIMES, alike, times_drawn


def test_few_people_are_drawn_exactly_as_many_times_as_there_are() -> None:
    times = times_drawn(np.random.default_rng(1), np.array([1, 1, 5]), 3000)
    assert (times.sum(axis=0) == 7).all()
    assert times.mean(axis=1) == pytest.approx([1, 1, 5], rel=0.06)


def test_many_people_are_drawn_as_poisson_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "EXACT_UP_TO", 10)
    times = times_drawn(np.random.default_rng(1), np.array([1] * 20 + [400]), 20_000)
    assert times[:20].mean() == pytest.approx(1, rel=0.01)
    assert times[:20].var() == pytest.approx(1, rel=0.02)
    assert [(times[:20] == k).mean() for k in range(4)] == pytest.approx([0.368, 0.368, 0.184, 0.061], abs=0.004)
    assert (times[20].mean(), times[20].var()) == (pytest.approx(400, rel=0.005), pytest.approx(400, rel=0.05))


def test_a_byte_says_how_often() -> None:
    assert sum(TIMES) == 256
    assert sum(times * people for times, people in enumerate(TIMES)) == pytest.approx(256, abs=1)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 1001])
def test_bytes_are_those_the_generator_gives(count: int) -> None:
    ours, theirs = np.random.default_rng(3), np.random.default_rng(3)
    for _ in range(3):
        assert resampling._bytes(ours, count).tobytes() == theirs.bytes(count)


def test_people_no_line_tells_apart_stand_in_one_row() -> None:
    people = np.array([3, 5, 7, 9, 11])
    rows = alike(people, np.array([5]), [np.array([3, 5, 7, 9]), np.array([9]), np.array([11])])
    assert rows.tolist() == [0, 1, 0, 2, 3]


def test_everybody_apart_or_nobody_there() -> None:
    assert alike(np.array([1, 2]), np.array([1, 2]), [np.array([1, 2])]).tolist() == [0, 1]
    empty = np.array([], dtype=np.int64)
    assert alike(empty, empty, []).tolist() == []
