"""The figures of a ranking by line and group, small enough to keep: the order under any weights follows in an instant.

Where they are few enough the draws are kept too, and places under other weights are found as a ranking finds them.
Else what the draws know of lines that move together is not kept: two lines are taken to vary on their own, but for the
effort that all lines without an estimate share, and the critical value is that of the ranking. Places under other
weights are then estimates, for lines on the same evidence wider than a ranking of their own would find them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.kept_draws import NOTHING_DRAWN, Drawn
from feedback.analysis.priority.panel import Floats
from feedback.analysis.priority.separation import Separation, answers_needed
from feedback.analysis.priority.tiers import Tier, tier_of
from feedback.analysis.priority.weights import Weights

BLOCK_ROWS = 256


@dataclass(frozen=True, eq=False)
class Sheet:
    """Lines (rows) with a score, sorted by key, and groups (columns).

    `logs`: log reach + log severity + log breadth, nan where nobody of the group raised the line; `variances` of it
    over the draws; `heard` people. `fixed`: log moment (and people passing) minus log likely effort; `effort`: variance
    of log effort; `estimated`: whether somebody estimated it. `critical` as in `RankSets`. `drawn`: the draws
    themselves, where they were few enough to keep.
    """

    keys: NDArray[np.str_]
    groups: NDArray[np.str_]
    logs: Floats
    variances: Floats
    heard: Floats
    fixed: Floats
    effort: Floats
    estimated: NDArray[np.bool_]
    critical: float
    drawn: Drawn = NOTHING_DRAWN

    @property
    def exact(self) -> bool:
        """Whether places under other weights are those a ranking would find, and no estimates."""
        return bool(self.drawn)

    def pack(self) -> bytes:
        """As bytes; `unpack` reads them."""
        kept = BytesIO()
        values: dict[str, Any] = {name: np.asarray(getattr(self, name)) for name in _figures()}
        np.savez(kept, **values, **self.drawn.packed())
        return kept.getvalue()

    @classmethod
    def unpack(cls, kept: bytes) -> Sheet:
        """The sheet of `pack`; ValueError for anything else."""
        with np.load(BytesIO(kept), allow_pickle=False) as read:
            values: dict[str, Any] = {name: read[name] for name in _figures()}
            drawn = Drawn.unpacked(read)
        return cls(**{**values, "critical": float(values["critical"]), "drawn": drawn})

    def shares(self, weights: Weights) -> Floats:
        """Weights as shares of 1 over the groups that raised each line; nan for a line that only weightless raised."""
        given = np.array([weights.of(str(group)) for group in self.groups], dtype=float)
        table = np.where(np.isnan(self.logs), 0.0, given)
        with np.errstate(invalid="ignore"):
            shares: Floats = table / table.sum(axis=1, keepdims=True)
        return shares

    def spreads(self, weights: Weights) -> dict[str, float]:
        """Line -> standard deviation of the logarithm of what it rests on, effort left out."""
        spoken = np.sqrt((self.shares(weights) ** 2 * self.variances).sum(axis=1))
        return {
            key: spread for key, spread in zip(self.keys.tolist(), spoken.tolist(), strict=True) if not np.isnan(spread)
        }

    def under(self, weights: Weights) -> Order:
        """The order as it would be with these weights."""
        shares = self.shares(weights)
        evidence = (shares * np.nan_to_num(self.logs)).sum(axis=1)
        scores = evidence + self.fixed
        scored = np.flatnonzero(~np.isnan(scores))
        places = scored[np.argsort(-scores[scored], kind="stable")]
        if self.drawn:
            sets = self.drawn.sets(places, shares[places], scores[places], evidence[places], self.estimated[places])
            low, high = sets.low, sets.high
        else:
            spoken = (shares**2 * self.variances).sum(axis=1)
            low, high = self._estimated(scores[places], spoken[places], places)
        tiers = [tier_of(int(best), int(worst), len(places)) for best, worst in zip(low, high, strict=True)]
        lines = zip(self.keys[places].tolist(), low.tolist(), high.tolist(), tiers, strict=True)
        return Order(tuple(Standing(key, rank, *rest) for rank, (key, *rest) in enumerate(lines, 1)))

    def _estimated(self, scores: Floats, spoken: Floats, places: NDArray[np.int64]) -> tuple[Any, Any]:
        """Best and worst place of each line, in order of score, without its draws."""
        lines, effort = len(places), self.effort[places]
        own = (spoken + np.where(self.estimated[places], effort, 0)).astype(np.float32)
        guess, gaps = np.where(self.estimated[places], 0, effort).astype(np.float32), scores.astype(np.float32)
        below, above = np.zeros(lines, dtype=np.int64), np.zeros(lines, dtype=np.int64)
        limit = np.float32(self.critical**2)
        for start in range(0, lines, BLOCK_ROWS):
            rows = slice(start, start + BLOCK_ROWS)
            ahead = gaps[rows, None] - gaps[None, start:]
            guessed = np.maximum(guess[rows, None], guess[start:])
            guessed *= (guess[rows, None] == 0) | (guess[start:] == 0)
            sure = (ahead > 0) & (ahead * ahead > limit * (own[rows, None] + own[start:] + guessed))
            below[rows] += sure.sum(axis=1)
            above[start:] += sure.sum(axis=0)
        return 1 + above, lines - below

    def answers_to_separate(self, first: str, second: str, weights: Weights) -> Separation:
        """As `Ranking.answers_to_separate`, from the kept figures; KeyError for lines without a score."""
        rows = [self._row(first), self._row(second)]
        shares = self.shares(weights)[rows]
        if np.isnan(shares).any():
            raise KeyError(first)
        scores = (shares * np.nan_to_num(self.logs[rows])).sum(axis=1) + self.fixed[rows]
        effort = self.effort[rows] if self.estimated[rows].any() else np.zeros(2)
        return answers_needed(
            gap=abs(float(scores[0] - scores[1])),
            critical=self.critical,
            effort=float(effort.sum()),
            groups=[str(group) for group in self.groups],
            variances=(shares**2 * self.variances[rows]).sum(axis=0),
            heard=self.heard[rows].max(axis=0),
        )

    def _row(self, key: str) -> int:
        at = int(np.searchsorted(self.keys, key))
        if at >= len(self.keys) or self.keys[at] != key:
            raise KeyError(key)
        return at


def _figures() -> list[str]:
    return [one.name for one in fields(Sheet) if one.name != "drawn"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's rank under some weights, the best and worst place it could hold, and its tier."""

    key: str
    rank: int
    rank_low: int
    rank_high: int
    tier: Tier


@dataclass(frozen=True, slots=True)
class Order:
    """All lines that have a score under some weights, best first."""

    lines: Sequence[Standing]

    @property
    def by_key(self) -> dict[str, Standing]:
        return {line.key: line for line in self.lines}


@dataclass(frozen=True, slots=True)
class Flip:
    """A line that stands elsewhere under other weights: before and after, None where it has no place."""

    key: str
    before: Standing | None
    after: Standing | None

    @property
    def places(self) -> int:
        """How many places it climbs (above 0) or falls; 0 where it has a place on one side alone."""
        return self.before.rank - self.after.rank if self.before and self.after else 0

    @property
    def changes_tier(self) -> bool:
        return (self.before.tier if self.before else None) != (self.after.tier if self.after else None)


def flips(before: Order, after: Order) -> list[Flip]:
    """Lines that change places or tier: those that change tier first, then those that move furthest, then by place."""
    first, second = before.by_key, after.by_key
    every = [Flip(key, first.get(key), second.get(key)) for key in {**first, **second}]
    moved = [one for one in every if one.changes_tier or one.places]
    return sorted(moved, key=lambda one: (not one.changes_tier, -abs(one.places), _place(one), one.key))


def _place(one: Flip) -> int:
    held = [standing.rank for standing in (one.before, one.after) if standing]
    return min(held)
