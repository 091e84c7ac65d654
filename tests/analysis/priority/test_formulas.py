from __future__ import annotations

from math import exp, log

import pytest

from feedback.analysis.priority import Effort
from feedback.analysis.priority.formulas import Box, ends, middle, opportunity, quarter, rice


def test_rice_by_hand() -> None:
    one = rice(people=40, severity=0.6, low=-1.0, high=-0.5, effort_days=10)
    assert (one.reach, one.impact, one.confidence, one.months) == (40, 2.0, 1.0, 0.5)
    assert one.value == 160


@pytest.mark.parametrize(("severity", "impact"), [(1, 3), (0.75, 3), (0.5, 2), (0.35, 1), (0.2, 0.5), (0.1, 0.25)])
def test_impact_in_steps(severity: float, impact: float) -> None:
    assert rice(1, severity, 0, 0, 20).impact == impact


@pytest.mark.parametrize(("factor", "confidence"), [(1.9, 1), (2.1, 0.8), (4.9, 0.8), (5.1, 0.5)])
def test_confidence_by_the_factor_between_the_ends(factor: float, confidence: float) -> None:
    assert rice(1, 1, 0, log(factor), 20).confidence == confidence


def test_quarters_are_those_a_box_lies_in_wholly() -> None:
    cheap, dear, wide = Effort(1, 2, 3), Effort(20, 30, 40), Effort(1, 5, 20)
    strong, weak, unsure = (0.6, 0.7, 0.8), (0.1, 0.2, 0.3), (0.2, 0.5, 0.9)
    cases = [(strong, cheap), (strong, dear), (weak, cheap), (weak, dear), (unsure, cheap), (weak, wide)]
    found = [quarter(Box(impact, effort), impact=0.5, effort=10) for impact, effort in cases]
    assert found == ["first", "large", "small", "last", "undecided", "undecided"]


def test_a_box_on_a_line_does_not_cross_it() -> None:
    assert quarter(Box((0.5, 0.6, 0.7), Effort(2, 5, 10)), impact=0.5, effort=10) == "first"


def test_the_lines_are_the_medians() -> None:
    boxes = [Box((value, value, value), Effort(days, days, days)) for value, days in [(1, 9), (2, 3), (7, 5)]]
    assert middle(boxes) == (2, 5)


def test_ends_of_an_impact() -> None:
    low, value, high = ends(0.2, 0.5)
    assert (value, high / value, value / low) == (0.2, pytest.approx(exp(0.98)), pytest.approx(exp(0.98)))


def test_opportunity_by_hand() -> None:
    wanted = opportunity(80, 100, 30, 100)
    assert wanted is not None
    assert (wanted.value, wanted.importance, wanted.satisfaction, wanted.n) == (pytest.approx(13), 8, 3, 100)
    assert 10.5 < wanted.low < 12 and 14 < wanted.high < 15.5
    content = opportunity(50, 100, 90, 100)
    assert content is not None and content.value == 5, "satisfaction above importance takes nothing away"


def test_opportunity_needs_both_halves() -> None:
    assert opportunity(0, 0, 3, 5) is None
    assert opportunity(3, 5, 0, 0) is None
