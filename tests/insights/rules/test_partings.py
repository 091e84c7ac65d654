"""Worked by hand after methods 2.9: gap = what is lived less what was supposed, with the interval of both sides."""

from __future__ import annotations

from math import hypot

import numpy as np
import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.statistics import mean_interval
from feedback.insights.rules.partings import apart, drawn, more
from feedback.surveys.readings.figures import Bounded, Difference


def test_a_drawn_value_adds_nothing_to_the_interval() -> None:
    found = apart(drawn(3.8), Shown(2.6, 141, 2.4, 2.8))
    assert found.gap is not None
    assert (found.gap.value, found.gap.low, found.gap.high) == pytest.approx((-1.2, -1.4, -1.0))
    assert (found.step, found.more, found.width) == ("why", None, pytest.approx(1.2))


def test_what_staff_predict_brings_its_own_interval() -> None:
    # 2.6 (2.4 to 2.8) less 3.4 (3.0 to 3.7): -0.8, down by √(0.2² + 0.3²) = 0.361, up by √(0.2² + 0.4²) = 0.447.
    found = apart(Bounded(3.4, 3.0, 3.7, 27), Shown(2.6, 141, 2.4, 2.8), told=True)
    assert found.gap is not None
    assert (found.gap.value, found.gap.low, found.gap.high) == pytest.approx((-0.8, -1.160555, -0.352786), abs=1e-6)
    assert found.gap.low == pytest.approx(-0.8 - hypot(0.2, 0.3))
    assert found.step == "read", "people wrote what hurts them there"


def test_better_than_supposed_asks_to_draw_it_so() -> None:
    assert apart(drawn(2.0), Shown(4.0, 40, 3.7, 4.3)).step == "redraw"


def test_where_a_side_is_missing_somebody_is_to_be_asked() -> None:
    for lived in (None, Hidden("not_asked"), Shown(4.0, 1)):
        assert apart(drawn(3.0), lived).step == "ask"
    assert apart(None, Shown(4.0, 40, 3.7, 4.3)).step == "ask"


def test_how_many_more_answers_would_tell() -> None:
    # A gap of -0.4 with ±0.6 behind 20 answers: 20 · (0.6 ÷ 0.4)² = 45, so 25 more.
    assert more(Difference(-0.4, -1.0, 0.2), 20) == 25
    assert more(Difference(0.1, -0.5, 0.7), 20) is None
    found = apart(drawn(3.4), Shown(3.0, 20, 2.4, 3.6))
    assert (found.step, found.more) == ("more", 25)


def test_a_narrow_interval_around_nothing_is_agreement() -> None:
    assert apart(drawn(3.0), Shown(3.1, 400, 2.9, 3.3)).step == "agree"


def test_the_interval_holds_the_true_gap_as_often_as_it_says() -> None:
    """Two groups on 1 to 5, 30 who predict and 60 who live it: 95 % at least, by simulation with a fixed seed."""
    draw = np.random.default_rng(6)
    true, rounds, held = 2.6 - 3.5, 600, 0
    for _ in range(rounds):
        guess = mean_interval(draw.binomial(4, 0.625, 30) + 1.0, ends=(1, 5))
        life = mean_interval(draw.binomial(4, 0.4, 60) + 1.0, ends=(1, 5))
        assert guess and life and guess.low and guess.high
        supposed = Bounded(guess.value, guess.low, guess.high, guess.n)
        gap = apart(supposed, Shown(life.value, life.n, life.low, life.high)).gap
        assert gap is not None
        held += gap.low <= true <= gap.high
    assert 0.93 <= held / rounds <= 0.985
