from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.priority import rank_sets


def sampled(scores: list[float], sd: float, draws: int = 2000, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    centre = np.array(scores)
    return centre, centre[:, None] + np.random.default_rng(seed).normal(0, sd, (len(scores), draws))


def places(sets: object) -> list[tuple[int, int]]:
    return list(zip(sets.low.tolist(), sets.high.tolist(), strict=True))  # type: ignore[attr-defined]


def test_clear_order_has_one_place_each() -> None:
    assert places(rank_sets(*sampled([3, 1, 2], sd=0.01))) == [(1, 1), (3, 3), (2, 2)]


def test_what_cannot_be_told_apart_shares_its_places() -> None:
    assert places(rank_sets(*sampled([5.0, 1.01, 1.0, -4.0], sd=0.2))) == [(1, 1), (2, 3), (2, 3), (4, 4)]


def test_critical_value_of_two_lines_is_the_normal_one() -> None:
    sets = rank_sets(*sampled([1.0, 0.0], sd=1, draws=40_000))
    assert sets.critical == pytest.approx(1.96, abs=0.04)
    assert sets.spread[0, 1] == pytest.approx(2**0.5, rel=0.02)


def test_critical_value_grows_with_the_pairs_looked_at_together() -> None:
    # studentized range over sqrt 2: q(0.95; 10 means) = 4.474, so 3.164
    assert rank_sets(*sampled([0.0] * 10, sd=1, draws=40_000)).critical == pytest.approx(3.164, abs=0.05)


def test_common_movement_separates() -> None:
    shared = np.random.default_rng(1).normal(0, 5, 500)
    own = np.random.default_rng(2).normal(0, 0.01, (2, 500))
    scores = np.array([1.0, 0.5])
    assert places(rank_sets(scores, scores[:, None] + shared + own)) == [(1, 1), (2, 2)]


def test_a_difference_that_never_moves() -> None:
    scores, draws = np.array([2.0, 1.0, 1.0]), np.array([[2.0] * 50, [1.0] * 50, [1.0] * 50])
    assert places(rank_sets(scores, draws, evidence=np.array([7.0, 7.0, 7.0]))) == [(1, 1), (2, 3), (2, 3)]
    assert places(rank_sets(scores, draws, evidence=np.array([7.0, 6.0, 6.0]))) == [(1, 3), (1, 3), (1, 3)]
    assert places(rank_sets(scores, draws)) == [(1, 3), (1, 3), (1, 3)]


def test_none_and_one() -> None:
    assert places(rank_sets(np.empty(0), np.empty((0, 10)))) == []
    assert places(rank_sets(*sampled([1.0], sd=1))) == [(1, 1)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=9), st.floats(0.01, 2))
def test_sets_hold_the_place_by_score_and_follow_its_order(scores: list[float], sd: float) -> None:
    sets = rank_sets(*sampled(scores, sd, draws=300))
    order = sorted(range(len(scores)), key=lambda line: -scores[line])
    for place, line in enumerate(order, 1):
        assert 1 <= sets.low[line] <= place <= sets.high[line] <= len(scores)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=2, max_size=7))
def test_a_wider_level_never_narrows_a_set(scores: list[float]) -> None:
    narrow, wide = (rank_sets(*sampled(scores, 0.5, draws=300), level=level) for level in (0.8, 0.99))
    assert (wide.low <= narrow.low).all() and (wide.high >= narrow.high).all()
