"""How good a stage is to live, on one scale whatever was asked: 1 to 5, 5 best."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from statistics import fmean

from feedback.analysis.statistics.estimates import Estimate
from feedback.analysis.statistics.means import mean_interval

WORST, BEST = 1.0, 5.0
SCORE_KINDS = ("csat", "rating", "ces", "nps")


def rescale(value: float, worst: float, best: float) -> float:
    """A value of the scale `worst`..`best` on 1..5, 5 best. `worst` may exceed `best`, as in school marks 6..1.

    Raises ValueError for a scale without length and for a value outside it.
    """
    if worst == best:
        raise ValueError("a scale needs two different ends")
    if not min(worst, best) <= value <= max(worst, best):
        raise ValueError(f"{value} is not between {worst} and {best}")
    # The nearer end is the starting point, so that both ends come out exact.
    share = (value - worst) / (best - worst)
    return WORST + (BEST - WORST) * share if share < 0.5 else BEST - (BEST - WORST) * (best - value) / (best - worst)


def score_kind(asked: Collection[str]) -> str | None:
    """Which of the question kinds asked at a stage makes its score: CSAT, else rating, CES, NPS, else None."""
    return next((kind for kind in SCORE_KINDS if kind in asked), None)


def stage_score(
    answers: Mapping[Hashable, Sequence[float]], *, level: float = 0.95, population: int | None = None
) -> Estimate | None:
    """Mean over people of each person's mean, 1..5, 5 best, with its interval; n counts people.

    `answers` holds each person's values, already rescaled to 1..5. A person who answered three questions counts once;
    one without values does not count. Nobody: None. One person, or all the same: see `mean_interval`.
    """
    means = [fmean(values) for values in answers.values() if len(values)]
    return mean_interval(means, level=level, ends=(WORST, BEST), population=population)
