from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority.panel import Tallies
from feedback.analysis.priority.parts import breadth_given, reach, severity


def tallies(**counts: float) -> Tallies:
    names = ("raised", "heard", "wrote", "tone", "mentions", "tone_elsewhere", "mentions_elsewhere")
    return Tallies(**{name: np.array([[counts.get(name, 0.0)]]) for name in names})


def severity_of(sample: Tallies, *, amplifies: bool = False) -> float:
    return float(severity(sample, sample, np.array([amplifies]))[0, 0])


def test_reach_is_a_share_of_people_heard() -> None:
    assert reach(tallies(raised=4, heard=10)) == pytest.approx(0.4)


def test_a_resample_that_lost_everyone_keeps_half_a_person() -> None:
    assert reach(tallies(raised=0, heard=10)) == pytest.approx(0.05)
    assert reach(tallies(raised=0, heard=0)) == pytest.approx(0.5)


def test_severity_is_the_mean_over_mentions() -> None:
    assert severity_of(tallies(tone=2.0, mentions=4)) == pytest.approx(0.5)
    assert severity_of(tallies(tone=0.2, mentions=4)) == pytest.approx(0.1)
    assert severity_of(tallies()) == pytest.approx(0.1)


def test_half_a_person_more_is_heard_in_each_draw() -> None:
    unheard = np.array([[0.9]])
    drawn = tallies(tone=1.2, mentions=2)
    assert severity(drawn, drawn, np.array([False]), unheard) == pytest.approx((1.2 + 0.45) / 2.5)
    assert severity(tallies(), drawn, np.array([False]), unheard) == pytest.approx(0.9)
    assert severity(tallies(), tallies(), np.array([False]), unheard) == pytest.approx(0.1)


def test_amplifying_gains_the_gap_to_elsewhere() -> None:
    strong = {"tone": 3.2, "mentions": 4}
    assert severity_of(tallies(**strong), amplifies=True) == pytest.approx(0.8)
    assert severity_of(tallies(**strong, tone_elsewhere=0.6, mentions_elsewhere=2), amplifies=True) == pytest.approx(
        0.5
    )
    assert severity_of(tallies(**strong, tone_elsewhere=-1.0, mentions_elsewhere=2), amplifies=True) == 1.0
    assert severity_of(tallies(**strong, tone_elsewhere=1.8, mentions_elsewhere=2), amplifies=True) == 0.1


def test_elsewhere_counts_only_for_lines_that_amplify() -> None:
    assert severity_of(tallies(tone=2.0, mentions=4, tone_elsewhere=9, mentions_elsewhere=10)) == pytest.approx(0.5)


def test_breadth_is_full_from_five_percent_of_those_who_wrote() -> None:
    assert breadth_given(tallies(raised=1, wrote=40)) == pytest.approx(0.5)
    assert breadth_given(tallies(raised=2, wrote=40)) == 1
    assert breadth_given(tallies(raised=30, wrote=40)) == 1
    assert breadth_given(tallies()) == 0
