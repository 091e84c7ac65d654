from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.sampling import Plan, invitations, margin_of, sample_size


@pytest.mark.parametrize(
    ("population", "answers"), [(None, 385), (10_000, 370), (1000, 278), (100, 80), (10, 10), (1, 1), (0, 0)]
)
def test_known_sizes_for_five_points(population: int | None, answers: int) -> None:
    assert sample_size(population, 0.05) == answers


def test_other_levels_and_shares() -> None:
    assert sample_size(None, 0.1) == 97
    assert sample_size(None, 0.05, level=0.99) == 664
    assert sample_size(None, 0.05, share=0.1) == 139


def test_invitations_for_a_response_rate() -> None:
    assert invitations(1000, 0.1, 0.25) == Plan(answers=88, invitations=352, enough=True)
    assert invitations(100, 0.05, 0.3) == Plan(answers=80, invitations=100, enough=False)
    assert invitations(None, 0.05, 1) == Plan(answers=385, invitations=385, enough=True)
    assert invitations(100, 0.05, 0.8) == Plan(answers=80, invitations=100, enough=True)


def test_numbers_worked_out_by_hand() -> None:
    """n0 = 1.96^2 x 0.25 / 0.1^2 = 96.04. Of 1204 people: 96.04 x 1204 / 1299.04 = 89.01. Of 40: 3841.6 / 135.04."""
    assert sample_size(1204, 0.1) == 90
    assert sample_size(40, 0.1) == 29
    assert invitations(1204, 0.1, 0.15) == Plan(answers=90, invitations=600, enough=True)
    assert invitations(40, 0.1, 0.4) == Plan(answers=29, invitations=40, enough=False)
    assert margin_of(97, 1204) == pytest.approx(1.95996 * (0.25 / 97 * 1107 / 1203) ** 0.5, abs=1e-5)
    assert margin_of(97, 1204) == pytest.approx(0.0955, abs=1e-4)


def test_who_answered_already_counts_and_is_not_invited_again() -> None:
    assert invitations(1000, 0.1, 0.25, heard=50) == Plan(answers=38, invitations=152, enough=True)
    assert invitations(100, 0.1, 0.25, heard=40) == Plan(answers=10, invitations=40, enough=True)
    assert invitations(100, 0.1, 0.1, heard=40) == Plan(answers=10, invitations=60, enough=False)
    assert invitations(100, 0.1, 0.5, heard=60) == Plan(answers=0, invitations=0, enough=True)
    assert invitations(None, 0.1, 0.5, heard=500) == Plan(answers=0, invitations=0, enough=True)
    assert invitations(30, 0.1, 0.5, heard=45) == Plan(answers=0, invitations=0, enough=True)


def test_margin_of_what_was_answered() -> None:
    assert margin_of(385) == pytest.approx(0.05, abs=1e-4)
    assert margin_of(278, 1000) == pytest.approx(0.05, abs=1e-4)
    assert margin_of(20, 20) == 0
    assert margin_of(0) is None


@pytest.mark.parametrize("rate", [0, -0.1, 1.1])
def test_rates_are_checked(rate: float) -> None:
    with pytest.raises(ValueError, match="response rate"):
        invitations(100, 0.05, rate)


def test_arguments_are_checked() -> None:
    with pytest.raises(ValueError, match="margin"):
        sample_size(100, 0)
    with pytest.raises(ValueError, match="fewer"):
        sample_size(-1, 0.05)
    with pytest.raises(ValueError, match="heard"):
        invitations(10, 0.1, 0.5, heard=-1)


@given(st.integers(1, 100_000), st.floats(0.01, 0.3))
def test_so_many_answers_reach_the_margin(population: int, margin: float) -> None:
    answers = sample_size(population, margin)
    assert 1 <= answers <= population
    reached = margin_of(answers, population)
    assert reached is not None and reached <= margin + 1e-6
