from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from feedback.analysis.priority import EQUAL, Effort, GroupEvidence, LineEvidence, Raised, Weights
from feedback.analysis.priority.simulation import simulate
from tests.analysis.priority.backlogs import heard, raised_by

FIXED = Effort(2, 2, 2)


def two_groups(line: str = "a", **more: object) -> LineEvidence:
    """Customers: reach 4 of 10, severity 0.5, employees add 1. Employees: 2 of 40, 0.8, customers add 1."""
    groups = {"customers": heard(10, 4, 0.5), "employees": heard(40, 2, 0.8), "suppliers": heard(9, 0)}
    return LineEvidence(line, moment=True, effort=FIXED, groups=groups, **more)  # type: ignore[arg-type]


def test_score_by_hand() -> None:
    scores = simulate([two_groups()], EQUAL, seed=1, draws=2).scores
    in_customers, in_employees = log(0.4 * 0.5 * 2 * 1.5 / 2), log(0.05 * 0.8 * 2 * 1.5 / 2)
    assert scores[0] == pytest.approx((in_customers + in_employees) / 2)
    weighted = simulate([two_groups()], Weights("council", {"customers": 3}), seed=1, draws=2).scores
    assert weighted[0] == pytest.approx((3 * in_customers + in_employees) / 4)


def test_groups_that_did_not_raise_it_have_no_say() -> None:
    weighted = simulate([two_groups()], Weights("odd", {"suppliers": 100}), seed=1, draws=2)
    assert weighted.shares[0].tolist() == [0.5, 0.5, 0]


def test_people_passing_count_only_where_every_line_knows_them() -> None:
    plain = simulate([two_groups("a"), two_groups("b")], EQUAL, 1, 2).scores
    known = simulate([two_groups("a", passing=200.0), two_groups("b", passing=50.0)], EQUAL, 1, 2).scores
    half = simulate([two_groups("a", passing=200.0), two_groups("b")], EQUAL, 1, 2).scores
    assert known - plain == pytest.approx([log(200), log(50)])
    assert half.tolist() == plain.tolist()


def test_spread_of_a_share_is_what_theory_says() -> None:
    # sd of log of a binomial share: sqrt((1 - p) / (n p)) with n = 400, p = 0.25
    line = LineEvidence("a", effort=FIXED, groups={"customers": heard(400, 100)})
    draws = simulate([line], EQUAL, seed=4, draws=4000).draws[0]
    assert draws.std() == pytest.approx(sqrt(0.75 / 100), rel=0.05)
    assert draws.mean() == pytest.approx(log(0.25 * 0.5 / 2), abs=0.01)


def test_severity_and_breadth_move_with_the_people_too() -> None:
    people = np.arange(60)
    mixed = {person: (0.1 if person % 2 else 1.0, 1) for person in range(20)}
    uneven = LineEvidence("a", effort=FIXED, groups={"g": GroupEvidence(people, people, Raised.of(mixed))})
    even = LineEvidence("b", effort=FIXED, groups={"g": GroupEvidence(people, people, raised_by(range(20), 0.55))})
    simulation = simulate([uneven, even], EQUAL, seed=2, draws=500)
    assert simulation.scores[0] == pytest.approx(simulation.scores[1])
    assert simulation.draws[0].std() > simulation.draws[1].std() * 1.1
    few_others = LineEvidence("c", effort=FIXED, groups={"g": heard(60, 20), "h": heard(100, 2)})
    in_first_group = simulate([few_others], EQUAL, seed=2, draws=500).by_group[0, 0]
    assert (
        in_first_group.std()
        > simulate([LineEvidence("c", groups={"g": heard(60, 20)})], EQUAL, 2, 500).by_group[0, 0].std()
    )


def test_losing_every_person_stays_finite() -> None:
    draws = simulate([LineEvidence("a", groups={"g": heard(50, 1)})], EQUAL, seed=1, draws=500)
    assert np.isfinite(draws.draws).all()
    assert np.exp(draws.by_group.min()) >= 0.5 / 50 * 0.1


def test_an_empty_backlog() -> None:
    assert simulate([], EQUAL, seed=1, draws=10).draws.shape == (0, 10)
