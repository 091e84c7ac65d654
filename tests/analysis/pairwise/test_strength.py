"""Bradley and Terry's strengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.optimize import minimize
from scipy.special import expit

from feedback.analysis.pairwise.strength import PRIOR, strengths, win_shares

COUNTS = arrays.arrays(np.float64, (4, 4), elements=st.floats(0, 200, allow_subnormal=False))


def loss(found: np.ndarray, won: np.ndarray) -> float:
    """The penalised likelihood, as its definition says."""
    gaps = found[:, None] - found[None, :]
    middle = PRIOR / 2 * (np.logaddexp(0, -found) + np.logaddexp(0, found)).sum()
    return float((won * np.logaddexp(0, -gaps)).sum() + middle)


def slope(found: np.ndarray, won: np.ndarray) -> np.ndarray:
    """Its derivative."""
    lost = won * expit(found[None, :] - found[:, None])
    return lost.sum(axis=0) - lost.sum(axis=1) + PRIOR * (expit(found) - 0.5)


@settings(deadline=None)
@given(COUNTS)
def test_the_strengths_are_the_maximum_whatever_was_won(won: np.ndarray) -> None:
    np.fill_diagonal(won, 0)
    found = strengths(won[None])[0]
    slow = minimize(loss, np.zeros(4), args=(won,), jac=slope, tol=1e-10)
    assert loss(found, won) <= slow.fun + 1e-6 * max(1.0, abs(slow.fun))


def test_a_thing_that_never_lost_has_a_strength_too() -> None:
    found = strengths(np.array([[[0, 9, 9], [0, 0, 5], [0, 5, 0]]], dtype=float))[0]
    assert np.isfinite(found).all()
    assert found[0] > found[1] == pytest.approx(found[2])


def test_a_start_close_by_leads_to_the_same_end() -> None:
    won = np.random.default_rng(1).integers(0, 9, (5, 4, 4)).astype(float)
    won[:, range(4), range(4)] = 0
    assert strengths(won, start=strengths(won[:1])) == pytest.approx(strengths(won), abs=1e-5)


def test_a_hard_case_among_easy_ones_is_searched_on_alone() -> None:
    easy, hard = np.ones((4, 4)) - np.eye(4), np.triu(np.full((4, 4), 1e4), 1)
    together = strengths(np.stack([easy, hard, easy]))
    alone = [strengths(one[None])[0] for one in (easy, hard, easy)]
    assert together == pytest.approx(np.stack(alone), abs=1e-9)
    assert np.ptp(together[1]) > 10


def test_shares_of_comparisons_won() -> None:
    shares = win_shares(np.array([[0.0, 0.0, 0.0], [np.log(3), 0.0, 0.0]]))
    assert shares == pytest.approx(np.array([[0.5, 0.5, 0.5], [0.75, 0.375, 0.375]]))
    assert win_shares(np.zeros((1, 1))).tolist() == [[0.5]]
