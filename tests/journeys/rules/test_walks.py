"""How services went against the map, by hand and by chance."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
import pytest
from scipy.stats import binom

from feedback.analysis.disclosure import Shown
from feedback.errors import Invalid
from feedback.journeys.rules.walks import (
    OUTCOMES,
    Extra,
    Gathered,
    Looked,
    Share,
    extra_of,
    gathered,
    least,
    looked_of,
    more_needed,
    outcome_label,
    share_of,
)

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_a_share_by_hand() -> None:
    """7 of 10: centre (0.7 + 1.9207/10) / 1.38415 = 0.64449, half 1.95996/1.38415 · √(0.021 + 0.009604) = 0.24772."""
    share = share_of({"happened": 7, "differently": 2, "not": 1})
    assert share is not None
    assert (share.n, share.happened, share.value) == (10, 7, 0.7)
    assert share.low == pytest.approx(0.39678, abs=1e-5)
    assert share.high == pytest.approx(0.89221, abs=1e-5)
    assert share.shown == Shown(0.7, 10, share.low, share.high)


def test_nobody_looked_is_no_share() -> None:
    assert share_of({}) is None


def test_all_as_drawn_is_not_certain() -> None:
    """5 of 5: low = n/(n + z²) = 5 / 8.84146."""
    share = share_of({"happened": 5})
    assert share is not None
    assert share.low == pytest.approx(5 / 8.84146, abs=1e-5)
    assert share.high == 1.0


@pytest.mark.parametrize(
    ("happened", "n", "more"),
    [
        (1, 2, 91),  # half: n ≥ z²/(4 · 0.01) - z² = 96.04 - 3.84 = 92.2, so 93 in all
        (50, 100, 0),
        (3, 3, 13),  # all: width z²/(n + z²) ≤ 0.2, so n ≥ 4 z² = 15.4, so 16 in all
        (0, 16, 0),
    ],
)
def test_how_many_more_services_narrow_it(happened: int, n: int, more: int) -> None:
    share = share_of({"happened": happened, "not": n - happened})
    assert share is not None
    assert more_needed(share) == more


def coverage(n: int, truth: float) -> float:
    """How often the interval of n services holds the true share: exactly, over all outcomes."""
    found = 0.0
    for happened in range(n + 1):
        share = share_of({"happened": happened, "not": n - happened})
        assert share is not None
        found += float(binom.pmf(happened, n, truth)) * (share.low <= truth <= share.high)
    return found


@pytest.mark.parametrize("n", [5, 12, 30, 93])
def test_the_stated_coverage_is_reached_on_the_whole(n: int) -> None:
    """Wilson promises 95 % on average over the truth, not at each one: near 0 and 1 it may fall to about 83 %."""
    each = [coverage(n, truth) for truth in np.linspace(0.02, 0.98, 49)]
    assert 0.945 < float(np.mean(each)) < 0.97
    assert min(each) > 0.83


def test_a_simulation_reaches_what_was_worked_out() -> None:
    """2,000 times 40 services of a touchpoint that goes as drawn in 80 %; 1.5 points are three standard errors."""
    happened = np.random.default_rng(7).binomial(40, 0.8, size=2000)
    shares = {int(one): share_of({"happened": int(one), "differently": 40 - int(one)}) for one in set(happened)}
    held = [1 for one in happened if (share := shares[int(one)]) and share.low <= 0.8 <= share.high]
    assert coverage(40, 0.8) == pytest.approx(0.9283, abs=1e-4)
    assert abs(len(held) / 2000 - coverage(40, 0.8)) < 0.015


def test_the_touchpoint_that_parts_most() -> None:
    assert least({}) is None
    assert least({ONE: Share(9, 9, 0.7, 1.0)}) is None
    assert least({ONE: Share(1, 0, 0.0, 0.79), OTHER: Share(20, 4, 0.08, 0.42)}) == OTHER


def test_a_line_of_the_check_list() -> None:
    assert looked_of("note", "happened", " On  time ") == Looked("happened", "On time")
    assert looked_of("note", "", "") == Looked("")
    for outcome, note in (("never", ""), ("", "Who knows"), ("not", "x" * 1001)):
        with pytest.raises(Invalid):
            looked_of("note", outcome, note)
    assert len({str(outcome_label(one)) for one in (*OUTCOMES, "")}) == 4


def test_what_nobody_drew() -> None:
    assert extra_of("extra", "  ", None) is None
    assert extra_of("extra", " A second\tvisit ", ONE) == Extra("A second visit", ONE)
    with pytest.raises(Invalid):
        extra_of("extra", "x" * 1001, None)


@dataclass(frozen=True)
class Undrawn:
    text: str
    stage_id: UUID | None = None


def test_the_same_words_at_the_same_stage_are_one_thing_until_it_is_drawn() -> None:
    extras = [Undrawn("A call"), Undrawn("Second visit", ONE), Undrawn("second VISIT", ONE), Undrawn("Second visit")]
    found = [Gathered("Second visit", ONE, 2), Gathered("A call", None, 1), Gathered("Second visit", None, 1)]
    assert gathered(extras, {}) == found
    assert gathered(extras, {ONE: ["Second Visit"], OTHER: ["A call"]}) == found[1:]
