from __future__ import annotations

from math import log

import pytest

from feedback.analysis.priority import Effort
from feedback.analysis.priority.ice import ice

CERTAIN = (0.0, 0.0)


def test_by_hand() -> None:
    one = ice(0.62, 1.0, None, (0.0, log(1.9)), Effort(2, 5, 20))
    assert (one.impact, one.confidence, one.ease, one.value) == (6, 8, 7, 336)
    assert (one.low, one.high) == (6 * 8 * 5, 6 * 8 * 9)


@pytest.mark.parametrize(("severity", "moment", "impact"), [(0.1, 1, 1), (1, 1, 10), (0.4, 1.5, 6), (0.9, 1.5, 10)])
def test_impact_is_severity_in_tenths_and_half_more_at_a_moment_of_truth(
    severity: float, moment: float, impact: int
) -> None:
    assert ice(severity, moment, None, CERTAIN, Effort(1, 1, 1)).impact == impact


@pytest.mark.parametrize(("factor", "confidence"), [(1, 10), (1.6, 8), (2.9, 6), (4, 4), (9, 2), (11, 1)])
def test_confidence_falls_with_the_width_of_the_interval(factor: float, confidence: int) -> None:
    assert ice(1, 1, None, (0.0, log(factor)), Effort(1, 1, 1)).confidence == confidence


def test_a_doubtful_severity_widens_it_and_never_beyond_the_scale() -> None:
    sure, doubtful = (ice(0.5, 1, spread, CERTAIN, Effort(1, 1, 1)) for spread in (None, 0.8))
    assert (sure.low, sure.high) == (500, 500)
    assert (doubtful.low, doubtful.high) == (100, 1000)
