"""Net promoter score: those who would recommend minus those who would not, -100 to 100."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from feedback.analysis.statistics.estimates import z_score


@dataclass(frozen=True, slots=True)
class NetScore:
    """A net score in points, -100..100, 100 best, with its interval and the counts it can be pooled from."""

    value: float
    low: float
    high: float
    promoters: int
    passives: int
    detractors: int

    @property
    def n(self) -> int:
        """People who answered."""
        return self.promoters + self.passives + self.detractors


def net_score(promoters: int, passives: int, detractors: int, level: float = 0.95) -> NetScore | None:
    """Share of promoters minus share of detractors, in points, with the adjusted-Wald interval of Rocks (2016).

    Three people are added, 3/4 of a promoter, 3/2 passives, 3/4 of a detractor, and the interval is taken around that
    softened score; the value shown is the plain one. Cut at -100 and 100; widened, for one answer, to hold the value.
    Nobody answered: None. "Interval estimation for the net promoter score", The American Statistician 70(4).
    """
    if min(promoters, passives, detractors) < 0:
        raise ValueError("counts are not negative")
    n = promoters + passives + detractors
    if n == 0:
        return None
    value = 100 * (promoters - detractors) / n
    for_share, against_share = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    centre = for_share - against_share
    half = z_score(level) * sqrt((for_share + against_share - centre**2) / (n + 3))
    low, high = max(-100.0, 100 * (centre - half)), min(100.0, 100 * (centre + half))
    return NetScore(value, min(low, value), max(high, value), promoters, passives, detractors)


def net_score_of(answers: Iterable[int], level: float = 0.95) -> NetScore | None:
    """Net score of answers 0 to 10, one per person: 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract."""
    promoters = passives = detractors = 0
    for answer in answers:
        if not 0 <= answer <= 10:
            raise ValueError(f"{answer} is not on the scale 0 to 10")
        promoters += answer >= 9
        passives += 7 <= answer <= 8
        detractors += answer <= 6
    return net_score(promoters, passives, detractors, level)
