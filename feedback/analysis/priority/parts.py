"""The parts of a score: reach, severity, breadth, moment, effort. One formula for the sample and for its resamples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.effort import Effort
from feedback.analysis.priority.panel import Floats, Tallies

MOMENT_OF_TRUTH = 1.5
FULL_BREADTH_SHARE = 0.05
MILDEST, HARSHEST = 0.1, 1.0
# A resample that lost everyone who raised a line still holds half a person of them: its logarithm stays finite.
HALF_PERSON = 0.5


@dataclass(frozen=True, slots=True)
class GroupParts:
    """The parts of a score in one group, where at least one person raised the line.

    `reach`: share of the people heard at the stage who raised it, 0..1 (people per month where the ranking knows who
    passes each stage). `severity` 0.1..1. `breadth` 1 and more: 1 plus up to 1 for each other group that raises it.
    `n` people were heard, `raised` of them raised it.
    """

    reach: float
    severity: float
    breadth: float
    n: int
    raised: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a line over its groups: geometric means by the weights, so that score = log of their product.

    log(reach) + log(severity) + log(breadth) + log(moment) - log(likely effort) is the score. `effort_set` is False
    where nobody estimated the effort and the wide default stands in.
    """

    reach: float
    severity: float
    breadth: float
    moment: float
    effort: Effort
    effort_set: bool


def reach(tallies: Tallies) -> Floats:
    """People who raised it over people heard at the stage, 0..1."""
    share: Floats = np.maximum(tallies.raised, HALF_PERSON) / np.maximum(tallies.heard, 1)
    return np.minimum(share, 1.0)


def severity(
    tallies: Tallies, observed: Tallies, amplifies: NDArray[np.bool_], unheard: Floats | None = None
) -> Floats:
    """How much is to be gained per mention, 0.1..1.

    Reduce: mean intensity of the negative mentions. Amplify: mean tone here minus mean tone of the same themes at the
    group's other stages, where they could be as strong; never heard elsewhere counts as neutral, 0. Without a negative
    mention, or where it is as good elsewhere, the lowest, 0.1. A resample without mentions elsewhere keeps the
    `observed` mean there. `unheard` is what half a person more would say in each draw (see `doubt`).
    """
    tone, mentions = tallies.tone, tallies.mentions
    if unheard is not None:
        spoken = (HALF_PERSON * (observed.mentions > 0)).astype(tone.dtype)
        tone, mentions = tone + spoken * unheard, mentions + spoken
    gained = _mean(tone, mentions, 0.0)
    rows = np.flatnonzero(amplifies)
    gained[rows] -= _elsewhere(tallies, observed, rows)
    return np.clip(gained, MILDEST, HARSHEST, out=gained)


def _elsewhere(tallies: Tallies, observed: Tallies, rows: NDArray[np.int64]) -> Floats:
    at_best = _mean(observed.tone_elsewhere[rows], observed.mentions_elsewhere[rows], 0.0)
    return _mean(tallies.tone_elsewhere[rows], tallies.mentions_elsewhere[rows], at_best)


def breadth_given(tallies: Tallies) -> Floats:
    """What a group adds to the breadth of the line in the other groups, 0..1: full from 5 % of those who wrote."""
    share: Floats = tallies.raised / np.maximum(tallies.wrote, 1) / FULL_BREADTH_SHARE
    return np.minimum(share, 1.0)


def _mean(total: Floats, count: Floats, otherwise: Floats | float) -> Floats:
    mean: Floats = total / np.maximum(count, HALF_PERSON)
    np.copyto(mean, otherwise, where=count < HALF_PERSON)
    return mean
