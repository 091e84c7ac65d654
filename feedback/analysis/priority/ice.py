"""ICE: impact x confidence x ease, each from 1 to 10, from what was measured instead of guessed in a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from feedback.analysis.priority.effort import Effort
from feedback.analysis.priority.parts import HARSHEST, MILDEST

TENTHS = 10
# Upper over lower end of the score's interval, up to which the confidence counts so much; beyond, 1.
CONFIDENCE = ((1.5, 10), (2.0, 8), (3.0, 6), (5.0, 4), (10.0, 2))
# Person-days up to which the ease counts so much; beyond, 1.
EASE = ((1.0, 10), (2.0, 9), (3.0, 8), (5.0, 7), (10.0, 6), (20.0, 5), (40.0, 4), (80.0, 3), (160.0, 2))
LEAST = 1


@dataclass(frozen=True, slots=True)
class Ice:
    """Impact x confidence x ease, 1 to 1000, higher is better.

    `low` and `high`: with the ends of what the severity could be (where that is known) and the efforts at worst and at
    best. The confidence is not varied: it says already how wide the interval is.
    """

    impact: int
    confidence: int
    ease: int
    low: int
    high: int

    @property
    def value(self) -> int:
        return self.impact * self.confidence * self.ease


def ice(severity: float, moment: float, spread: float | None, ends: tuple[float, float], effort: Effort) -> Ice:
    """ICE of a line.

    `severity` 0.1 to 1, `moment` 1 or 1.5, `spread` the standard deviation of the logarithm of the severity, `ends` the
    interval of the logarithmic score.
    """
    confidence = _step(exp(ends[1] - ends[0]), CONFIDENCE)
    wide = exp(1.96 * (spread or 0.0))
    least, most = (_impact(min(max(one, MILDEST), HARSHEST), moment) for one in (severity / wide, severity * wide))
    return Ice(
        impact=_impact(severity, moment),
        confidence=confidence,
        ease=_step(effort.likely, EASE),
        low=least * confidence * _step(effort.high, EASE),
        high=most * confidence * _step(effort.low, EASE),
    )


def _impact(severity: float, moment: float) -> int:
    return min(max(round(TENTHS * severity * moment), LEAST), TENTHS)


def _step(value: float, steps: tuple[tuple[float, int], ...]) -> int:
    return next((points for most, points in steps if value <= most), LEAST)
