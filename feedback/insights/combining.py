"""One figure over several stages, and the drop from one stage to the next, from what each stage adds up to. Pure.

A part of a lens is made of stages. Its score is the mean of every score people gave at them; nothing is averaged twice,
and a large stage counts for more than a small one. The sums do not say who scored two of the stages. So the figure says
how many scores it rests on and how many people there are at least, and its interval holds however many they are. It is
shown only where every stage with answers has a figure of its own: a sum of figures that are shown gives nothing else
away.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Any, Literal

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.analysis.statistics import BEST, WORST
from feedback.surveys.readings.figures import Bounded, Difference, difference
from feedback.surveys.sums import mean_of_sums

Counts = Literal["people", "scores"]
LEVEL = 0.95
_NO_SPREAD = 1e-9
OPEN = Thresholds(1, 1)


@dataclass(frozen=True, slots=True)
class StageSum:
    """The scores of a group at one stage, 1..5, 5 best, added up, each person once; or `hidden`, why there is none.

    `sources` is whatever a person may have answered once (a survey, or the evidence) -> its people here. `population`
    is the size of a closed group, as `mean_of_sums` has it.
    """

    sources: Mapping[Any, int]
    total: float
    squares: float
    measure: str = ""
    thresholds: Thresholds = OPEN
    population: int | None = None
    hidden: Hidden | None = None

    @property
    def people(self) -> int:
        return sum(self.sources.values())

    @property
    def mean(self) -> float:
        """1..5; only where there are people."""
        return min(BEST, max(WORST, self.total / self.people))

    @property
    def variance(self) -> float | None:
        """Of single scores, with n - 1; None where one person, or people who all agree, show no spread."""
        if self.people < 2:
            return None
        found = (self.squares - self.people * self.mean**2) / (self.people - 1)
        return found if found > _NO_SPREAD else None


@dataclass(frozen=True, slots=True)
class Combined:
    """A mean over stages, 1..5, 5 best. `result.n` counts scores; `least` the people there are at least.

    `counts` says whether the two are the same. `measures` are the kinds of question the scores come from.
    """

    result: Shown[float] | Hidden
    least: int = 0
    counts: Counts = "people"
    measures: tuple[str, ...] = ()


def combine(stages: Iterable[StageSum]) -> Combined:
    """The mean of all scores at these stages with its 95 % interval; of one stage it is that stage's own figure.

    Mean: sum of the scores over their number. Interval: that of each stage, weighted by its share of the scores, as
    Zou & Donner (2008, Statistics in Medicine 27) join intervals of different people: by the root of the squares.
    Stages that share a source may have been scored by the same people, whose scores go together: their parts add up
    instead, which is the widest it can be (Cauchy-Schwarz). So the stated coverage is reached or exceeded.
    Hidden: where a stage with answers is hidden, with the reason that protects people; else where nobody answered.
    """
    known = list(stages)
    answered = [one for one in known if one.hidden is None and one.people]
    if why := _kept_back([one.hidden for one in known if one.hidden]):
        return Combined(why)
    if not answered:
        return Combined(next((one.hidden for one in known if one.hidden), Hidden("nobody")))
    scores = sum(one.people for one in answered)
    low, high = _bounds(answered, scores)
    limits = Thresholds(
        max(one.thresholds.scores for one in answered), max(one.thresholds.comments for one in answered)
    )
    value, least = sum(one.total for one in answered) / scores, _least(answered)
    return Combined(
        figure(min(BEST, max(WORST, value)), scores, limits, low, high, unit="mean"),
        least,
        "people" if least == scores else "scores",
        tuple(sorted({one.measure for one in answered})),
    )


def _kept_back(reasons: Sequence[Hidden]) -> Hidden | None:
    """What protects people: other reasons say that there is nothing to protect yet."""
    found = [one for one in reasons if one.reason in ("too_few", "complement")]
    return min(found, key=lambda one: (one.reason, -(one.k or 0))) if found else None


def _least(stages: Sequence[StageSum]) -> int:
    """Of each source the people of its largest stage: all others may be among them."""
    largest: dict[Hashable, int] = {}
    for one in stages:
        for source, people in one.sources.items():
            largest[source] = max(people, largest.get(source, 0))
    return sum(largest.values())


def _bounds(stages: Sequence[StageSum], scores: int) -> tuple[float, float]:
    mean, below, above = 0.0, [], []
    for together in _sharing(stages):
        down = up = 0.0
        for one in together:
            found = mean_of_sums(one.people, one.total, one.squares, population=one.population)
            assert found is not None and found.low is not None and found.high is not None, "somebody answered"
            weight = one.people / scores
            mean += weight * found.value
            down, up = down + weight * (found.value - found.low), up + weight * (found.high - found.value)
        below.append(down)
        above.append(up)
    return max(WORST, mean - hypot(*below)), min(BEST, mean + hypot(*above))


def _sharing(stages: Sequence[StageSum]) -> list[list[StageSum]]:
    """The stages in sets: between two sets no source is shared, so different people answered."""
    sets: list[tuple[set[Hashable], list[StageSum]]] = []
    for one in stages:
        own = set(one.sources)
        touching = [each for each in sets if each[0] & own]
        sets = [each for each in sets if not each[0] & own]
        joined = (own.union(*(each[0] for each in touching)), [*(s for each in touching for s in each[1]), one])
        sets.append(joined)
    return [each for _, each in sets]


def drop(before: StageSum, after: StageSum) -> Difference | Hidden:
    """The score before less the score after, -4..4, above 0 it got worse, with its 95 % interval (Welch 1947).

    As if different people had answered: where the same people did and who is high in one is high in the other, the true
    interval is narrower. Without a spread on one side the intervals of the two are joined instead. Hidden where one of
    the two is, or nobody answered it.
    """
    for one in (before, after):
        if not isinstance(result := combine([one]).result, Shown):
            return result
    found = _welch(before, after)
    limits = max(before.thresholds.scores, after.thresholds.scores)
    return _rounded(found) if limits > 1 else found


def _welch(before: StageSum, after: StageSum) -> Difference:
    value = before.mean - after.mean
    if before.variance is None or after.variance is None:
        return difference(_bounded(before), _bounded(after))
    one, other = before.variance / before.people, after.variance / after.people
    freedom = (one + other) ** 2 / (one**2 / (before.people - 1) + other**2 / (after.people - 1))
    half = _t_quantile(freedom) * sqrt(one + other)
    return Difference(value, max(WORST - BEST, value - half), min(BEST - WORST, value + half))


def _bounded(one: StageSum) -> Bounded:
    found = mean_of_sums(one.people, one.total, one.squares, population=one.population)
    assert found is not None and found.low is not None and found.high is not None, "somebody answered"
    return Bounded(found.value, found.low, found.high, found.n)


def _rounded(found: Difference) -> Difference:
    """As the two means are shown of protected people: to a tenth."""
    return Difference(round(found.value, 1), round(found.low, 1), round(found.high, 1))


def _t_quantile(freedom: float) -> float:
    from scipy.special import stdtrit  # loading scipy takes most of a second, and most requests need no interval

    return float(stdtrit(freedom, (1 + LEVEL) / 2))
