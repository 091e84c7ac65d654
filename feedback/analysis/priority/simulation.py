"""The score of every line in the sample, and in resamples of the people who gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.doubt import unanimity, unheard_tone
from feedback.analysis.priority.effort import UNSET_EFFORT, log_effort_draws
from feedback.analysis.priority.evidence import LineEvidence
from feedback.analysis.priority.panel import Floats, Panel, Tallies
from feedback.analysis.priority.parts import MOMENT_OF_TRUTH, breadth_given, reach, severity
from feedback.analysis.priority.resampling import Singles
from feedback.analysis.priority.seeds import generator
from feedback.analysis.priority.weights import Weights

# Draws enough to say which input moves a line most.
FEW_DRAWS = 100
PARTS: tuple[Literal["reach", "severity", "breadth"], ...] = ("reach", "severity", "breadth")


@dataclass(frozen=True, eq=False)
class Observed:
    """Parts of every line (rows) in every group (columns) as they are; `raised` and `heard` count people."""

    reach: Floats
    severity: Floats
    breadth: Floats
    raised: Floats
    heard: Floats


@dataclass(frozen=True, eq=False)
class Simulation:
    """Scores of the lines and their draws, with what they are joined from.

    `shares` (lines by groups) are the weights as shares of 1, 0 where nobody of a group raised the line. `by_group`
    (groups by lines by draws) is log reach + log severity + log breadth; `log_effort` is lines by draws; `fixed` is
    what no resample changes: moment and people passing. `doubt` (parts by groups by lines) is the variance of the
    logarithm of each of `PARTS`, from the first block of draws. `evidence` and `scores` are the sample's own.
    """

    groups: tuple[str, ...]
    observed: Observed
    shares: Floats
    fixed: Floats
    by_group: Singles
    doubt: Singles
    log_effort: Singles
    evidence: Floats
    scores: Floats

    @cached_property
    def draws(self) -> Singles:
        """The score of every line (rows) in every draw (columns)."""
        joined = self.fixed.astype(np.float32)[:, None] - self.log_effort
        for shares, logs in zip(self.shares.T.astype(np.float32), self.by_group, strict=True):
            joined += shares[:, None] * logs
        return joined


def simulate(lines: Sequence[LineEvidence], weights: Weights, seed: int, draws: int) -> Simulation:
    """Score all lines and resample their people. Every line must be raised in a group with weight."""
    groups = tuple(sorted({group for line in lines for group in line.groups}))
    panels = [Panel(group, lines) for group in groups]
    samples = [panel.sample() for panel in panels]
    amplifies = np.array([line.direction == "amplify" for line in lines], dtype=bool)
    shares = _shares(lines, groups, weights)
    observed = _observed(samples, amplifies)
    sample_logs = np.log(observed.reach) + np.log(observed.severity) + np.log(observed.breadth)
    evidence, fixed = (shares * sample_logs).sum(axis=1), _fixed(lines)
    likely = np.log([(line.effort or UNSET_EFFORT).likely for line in lines])
    by_group, doubt = _resampled(lines, panels, samples, amplifies, seed, draws)
    log_effort = log_effort_draws({line.line: line.effort for line in lines}, seed, draws)
    return Simulation(groups, observed, shares, fixed, by_group, doubt, log_effort, evidence, evidence + fixed - likely)


def _shares(lines: Sequence[LineEvidence], groups: Sequence[str], weights: Weights) -> Floats:
    raised_in = [line.raised_in for line in lines]
    rows = [[weights.of(group) if group in raised else 0.0 for group in groups] for raised in raised_in]
    table = np.array(rows, dtype=float).reshape(len(lines), len(groups))
    shares: Floats = table / table.sum(axis=1, keepdims=True)
    return shares


def _fixed(lines: Sequence[LineEvidence]) -> Floats:
    """Log of the moment; of the people passing only where every line knows it, else it would compare unlike units."""
    logs = np.log([MOMENT_OF_TRUTH if line.moment else 1.0 for line in lines])
    passing = [line.passing for line in lines if line.passing is not None]
    return logs + np.log(passing) if len(passing) == len(lines) else logs


def _observed(samples: Sequence[Tallies], amplifies: NDArray[np.bool_]) -> Observed:
    given = _columns([breadth_given(sample) for sample in samples], amplifies)
    return Observed(
        reach=_columns([reach(sample) for sample in samples], amplifies),
        severity=_columns([severity(sample, sample, amplifies) for sample in samples], amplifies),
        breadth=1 + given.sum(axis=1, keepdims=True) - given,
        raised=_columns([sample.raised for sample in samples], amplifies),
        heard=_columns([sample.heard for sample in samples], amplifies),
    )


def _columns(parts: Sequence[Floats], lines: NDArray[np.bool_]) -> Floats:
    """One column per group; an empty backlog has no groups, and still a table."""
    return np.hstack([np.empty((len(lines), 0)), *parts])


def _resampled(
    lines: Sequence[LineEvidence],
    panels: Sequence[Panel],
    samples: Sequence[Tallies],
    amplifies: NDArray[np.bool_],
    seed: int,
    draws: int,
) -> tuple[Singles, Singles]:
    logs = np.empty((len(panels), len(lines), draws), dtype=np.float32)
    given, doubt = np.empty_like(logs), np.zeros((len(PARTS), len(panels), len(lines)), dtype=np.float32)
    for at, (panel, sample) in enumerate(zip(panels, samples, strict=True)):
        unheard = unheard_tone(lines, panel.group, seed, draws)
        for columns, tallies in panel.resamples(generator(seed, "people of", panel.group), draws):
            reached, severities = reach(tallies), severity(tallies, sample, amplifies, unheard[:, columns])
            if columns.start == 0:
                doubt[:2, at] = _variance(reached), _variance(severities)
            logs[at, :, columns] = np.multiply(reached, severities, out=severities)
            given[at, :, columns] = breadth_given(tallies)
        for row, believed in unanimity(lines, panel.group, sample, seed, draws).items():
            logs[at, row] *= believed
            doubt[0, at, row] += np.log(believed).var()
    _spread_out(logs, given, doubt[2])
    return np.log(logs, out=logs), doubt


def _spread_out(logs: Singles, given: Singles, doubt: Singles) -> None:
    """Multiply each group by its breadth: one and what the other groups give."""
    total = 1 + given.sum(axis=0)
    for at in range(len(logs)):
        breadth = np.subtract(total, given[at], out=given[at])
        doubt[at] = _variance(breadth[:, :FEW_DRAWS])
        logs[at] *= breadth


def _variance(part: Floats) -> Singles:
    found: Singles = np.log(part).var(axis=1)
    return found
