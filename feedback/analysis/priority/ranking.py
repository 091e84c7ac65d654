"""The backlog in order: every line with its score, the places it could hold, and its tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from feedback.analysis.priority.effort import UNSET_EFFORT
from feedback.analysis.priority.evidence import LineEvidence
from feedback.analysis.priority.kept_draws import Drawn
from feedback.analysis.priority.moves import Moved, doubts, moved_most
from feedback.analysis.priority.parts import MOMENT_OF_TRUTH, GroupParts, Parts
from feedback.analysis.priority.ranks import RankSets, rank_sets
from feedback.analysis.priority.separation import Separation, separation
from feedback.analysis.priority.sheets import Sheet
from feedback.analysis.priority.simulation import Simulation, simulate
from feedback.analysis.priority.tiers import Tier, tier_of
from feedback.analysis.priority.weights import EQUAL, Weights
from feedback.errors import N_, Message

DRAWS = 2000
LEVEL = 0.95

NOBODY_RAISED = N_("Nobody has raised this yet: there is nothing to rank it by.")
NO_WEIGHT = N_("Only groups without weight raised this.")


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line in the ranking. `rank` 1 is best; `rank_low` and `rank_high` are the best and worst place it could hold.

    `score` is the log of the product of its parts, higher first; `low` and `high` hold 95 % of its draws. `n` people
    raised it. A line without a score stands after those with one, tier later, without rank set or parts, and `reason`
    says why.
    """

    line: str
    rank: int
    tier: Tier
    score: float | None = None
    low: float | None = None
    high: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    parts: Parts | None = None
    groups: Mapping[str, GroupParts] = field(default_factory=dict)
    n: int = 0
    reason: Message | None = None


class Ranking:
    """All lines in order, and the questions one may ask of the order."""

    def __init__(
        self,
        lines: tuple[Ranked, ...],
        weights: Weights,
        scored: Sequence[LineEvidence],
        simulation: Simulation,
        sets: RankSets,
    ) -> None:
        self.lines = lines
        self.weights = weights
        self.critical = sets.critical
        self._rows = {line.line: row for row, line in enumerate(scored)}
        self._estimated = np.array([line.effort is not None for line in scored], dtype=bool)
        self._simulation = simulation
        self._sets = sets

    def could_be_top(self, places: int = 3) -> tuple[str, ...]:
        """Lines that could hold one of the first `places`, in order (the tau-best set of Mogstad et al. 2024)."""
        return tuple(line.line for line in self.lines if line.rank_low is not None and line.rank_low <= places)

    def answers_to_separate(self, first: str, second: str) -> Separation:
        """How many more answers, from which group, would tell two lines with a score apart; KeyError for others."""
        return separation(self._simulation, self._sets, self._rows[first], self._rows[second])

    def moved_most(self) -> dict[str, Moved]:
        """Line with a score -> the input whose doubt moves it most."""
        return dict(zip(self._rows, moved_most(self._simulation), strict=True))

    def doubts(self) -> dict[str, dict[str, float]]:
        """Line with a score -> standard deviation of the logarithm of its reach, severity and breadth."""
        return dict(zip(self._rows, doubts(self._simulation), strict=True))

    def sheet(self) -> Sheet:
        """What is kept of it: the order under any other weights, and what would separate any two lines."""
        simulation = self._simulation
        observed, likely = simulation.observed, simulation.scores - simulation.evidence
        logs = np.log(observed.reach) + np.log(observed.severity) + np.log(observed.breadth)
        return Sheet(
            keys=np.array(list(self._rows), dtype=np.str_),
            groups=np.array(simulation.groups, dtype=np.str_),
            logs=np.where(observed.raised > 0, logs, np.nan),
            variances=simulation.by_group.var(axis=2).T,
            heard=observed.heard,
            fixed=likely,
            effort=simulation.log_effort.var(axis=1),
            estimated=self._estimated,
            critical=self.critical,
            drawn=Drawn.of(simulation),
        )


def rank(
    lines: Sequence[LineEvidence], *, weights: Weights = EQUAL, seed: int = 0, draws: int = DRAWS, level: float = LEVEL
) -> Ranking:
    """Rank the lines of a backlog. Same lines, weights, seed and draws: same result, whatever the order of the lines.

    Score = sum of w_g s_g over sum of w_g, over the groups in which at least one person raised the line, with
    s_g = log reach + log severity + log breadth + log moment - log effort. Uncertainty: bootstrap over people, the same
    resample of a group for all lines, and effort from triangular distributions; rank sets as in `rank_sets`.
    Equal scores are ordered by key. Raises ValueError when two lines have the same key.
    """
    ordered = sorted(lines, key=lambda line: line.line)
    if len({line.line for line in ordered}) < len(ordered):
        raise ValueError("each line has its own key")
    reasons = {line.line: _without_score(line, weights) for line in ordered}
    scored = [line for line in ordered if reasons[line.line] is None]
    simulation = simulate(scored, weights, seed, draws)
    sets = rank_sets(
        simulation.scores,
        simulation.draws,
        level=level,
        evidence=simulation.evidence,
        together=np.array([line.effort is None for line in scored], dtype=bool),
    )
    ranked = _in_order(scored, simulation, sets)
    rest = [(line, reason) for line in ordered if (reason := reasons[line.line]) is not None]
    last = [_last(line, len(scored) + place, reason) for place, (line, reason) in enumerate(rest, 1)]
    return Ranking((*ranked, *last), weights, scored, simulation, sets)


def _without_score(line: LineEvidence, weights: Weights) -> Message | None:
    if not line.raised_in:
        return Message(NOBODY_RAISED)
    return None if any(weights.of(group) > 0 for group in line.raised_in) else Message(NO_WEIGHT)


def _last(line: LineEvidence, rank: int, reason: Message) -> Ranked:
    n = sum(len(evidence.raised.people) for evidence in line.groups.values())
    return Ranked(line.line, rank, "later", n=n, reason=reason)


def _in_order(lines: Sequence[LineEvidence], simulation: Simulation, sets: RankSets) -> list[Ranked]:
    if not lines:
        return []
    ends, passing = np.quantile(simulation.draws, [0.025, 0.975], axis=1).T.tolist(), _passing(lines)
    order = sorted(range(len(lines)), key=lambda row: (-simulation.scores[row], lines[row].line))
    return [
        _ranked(lines[row], simulation, sets, row, place, ends[row], passing[row]) for place, row in enumerate(order, 1)
    ]


def _ranked(
    line: LineEvidence,
    simulation: Simulation,
    sets: RankSets,
    row: int,
    rank: int,
    ends: Sequence[float],
    passing: float,
) -> Ranked:
    groups = _group_parts(simulation, row, line.raised_in, passing)
    score, rank_low, rank_high = float(simulation.scores[row]), int(sets.low[row]), int(sets.high[row])
    return Ranked(
        line=line.line,
        rank=rank,
        tier=tier_of(rank_low, rank_high, len(simulation.scores)),
        score=score,
        low=min(ends[0], score),
        high=max(ends[1], score),
        rank_low=rank_low,
        rank_high=rank_high,
        parts=_parts(line, simulation, row, passing),
        groups=groups,
        n=sum(parts.raised for parts in groups.values()),
    )


def _parts(line: LineEvidence, simulation: Simulation, row: int, passing: float) -> Parts:
    observed, shares = simulation.observed, simulation.shares[row]
    reach, severity, breadth = (
        float(np.exp(shares @ np.log(part[row]))) for part in (observed.reach, observed.severity, observed.breadth)
    )
    moment = MOMENT_OF_TRUTH if line.moment else 1.0
    return Parts(reach * passing, severity, breadth, moment, line.effort or UNSET_EFFORT, line.effort is not None)


def _group_parts(simulation: Simulation, row: int, raised_in: Sequence[str], passing: float) -> dict[str, GroupParts]:
    observed = simulation.observed
    return {
        group: GroupParts(
            reach=float(observed.reach[row, at]) * passing,
            severity=float(observed.severity[row, at]),
            breadth=float(observed.breadth[row, at]),
            n=int(observed.heard[row, at]),
            raised=int(observed.raised[row, at]),
        )
        for group, at in ((group, simulation.groups.index(group)) for group in raised_in)
    }


def _passing(lines: Sequence[LineEvidence]) -> list[float]:
    """People passing the stage of each line where every line knows them, else 1, which leaves a reach as it is."""
    known = [line.passing for line in lines if line.passing is not None]
    return known if len(known) == len(lines) else [1.0] * len(lines)
