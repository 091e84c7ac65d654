"""How many more answers would tell two lines apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from feedback.analysis.priority.panel import Floats
from feedback.analysis.priority.ranks import TINY, RankSets
from feedback.analysis.priority.simulation import Simulation
from feedback.errors import N_, Message

# More than this many times what was heard is not a plan.
OUT_OF_REACH = 100

APART = N_("These two are already apart.")
EQUAL = N_("These two are so close that asking more people would not tell them apart.")
EFFORT = N_("What keeps these two together is their effort: estimate it more closely.")


@dataclass(frozen=True, slots=True)
class Separation:
    """`answers` more from `group` would separate two lines (group None: from all their groups, in proportion).

    Where asking is not the way, both are None and `reason` says why.
    """

    group: str | None = None
    answers: int | None = None
    reason: Message | None = None


def separation(simulation: Simulation, sets: RankSets, first: int, second: int) -> Separation:
    """How many more people to hear so that the difference of two lines (row numbers) exceeds its critical value.

    An approximation: the difference and the critical value stay as they are, each group's share of the variance falls
    with the number heard (sd with 1 / sqrt n), the variance of the effort does not fall, and groups vary on their own.
    The group that needs the fewest is named.
    """
    gap, spread = abs(float(simulation.scores[first] - simulation.scores[second])), sets.spread[first, second]
    if gap > TINY and (gap > sets.critical * spread if spread > TINY else _same_evidence(simulation, first, second)):
        return Separation(reason=Message(APART))
    if gap <= TINY or spread <= TINY:
        return Separation(reason=Message(EQUAL))
    effort = float((simulation.log_effort[first] - simulation.log_effort[second]).var())
    if _allowed(gap, sets.critical, effort) <= 0:
        return Separation(reason=Message(EFFORT))
    return answers_needed(
        gap=gap,
        critical=sets.critical,
        effort=effort,
        groups=simulation.groups,
        variances=_group_variances(simulation, first, second),
        heard=simulation.observed.heard[[first, second]].max(axis=0),
    )


def answers_needed(
    *, gap: float, critical: float, effort: float, groups: Sequence[str], variances: Floats, heard: Floats
) -> Separation:
    """As `separation`, from the difference of two lines, its variance by group and the variance of their efforts."""
    if gap <= TINY:
        return Separation(reason=Message(EQUAL))
    if gap**2 > critical**2 * (float(variances.sum()) + effort):
        return Separation(reason=Message(APART))
    allowed = _allowed(gap, critical, effort)
    return Separation(reason=Message(EFFORT)) if allowed <= 0 else _cheapest(allowed, groups, variances, heard)


def _allowed(gap: float, critical: float, effort: float) -> float:
    """Variance that the groups may have together where the difference is to exceed its critical value."""
    return (gap / critical) ** 2 - effort


def _cheapest(allowed: float, groups: Sequence[str], variances: Floats, heard: Floats) -> Separation:
    others = variances.sum() - variances
    possible = np.flatnonzero((variances > 0) & (others < allowed))
    needed = {int(at): float(heard[at] * (variances[at] / (allowed - others[at]) - 1)) for at in possible}
    if needed:
        at = min(needed, key=lambda place: (needed[place], place))
        return _plan(groups[at], needed[at], heard[at])
    asked = float(heard[variances > 0].sum())
    return _plan(None, asked * (float(variances.sum()) / allowed - 1), asked)


def _plan(group: str | None, needed: float, heard: float) -> Separation:
    if needed > OUT_OF_REACH * heard:
        return Separation(reason=Message(EQUAL))
    return Separation(group, max(1, ceil(needed)))


def _group_variances(simulation: Simulation, first: int, second: int) -> np.ndarray:
    shares, logs = simulation.shares, simulation.by_group
    gaps = shares[first, :, None] * logs[:, first] - shares[second, :, None] * logs[:, second]
    variances: np.ndarray = gaps.var(axis=1)
    return variances


def _same_evidence(simulation: Simulation, first: int, second: int) -> bool:
    return bool(abs(simulation.evidence[first] - simulation.evidence[second]) <= TINY)
