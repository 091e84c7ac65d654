"""Which input moves a line most from draw to draw: where asking or estimating would tell most about its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from feedback.analysis.priority.panel import Floats
from feedback.analysis.priority.simulation import PARTS, Simulation

Input = Literal["reach", "severity", "breadth", "effort"]


@dataclass(frozen=True, slots=True)
class Moved:
    """`input` of `group` (None: effort) has this `share`, 0..1, of the variance of the line's score."""

    input: Input
    group: str | None
    share: float


def moved_most(simulation: Simulation) -> list[Moved]:
    """The input that moves each line most, in their order.

    The score is a sum of logarithms, so its variance is about the sum of theirs: each part of each group with the
    square of the group's share in the weights, and the effort. What two inputs have in common is not counted twice.
    """
    table = _table(simulation)
    total, most = table.sum(axis=1), table.argmax(axis=1)
    parts: list[tuple[Input, str | None]] = [(part, group) for part in PARTS for group in simulation.groups]
    inputs = [*parts, ("effort", None)]
    return [Moved(*inputs[at], _share(table[row, at], total[row])) for row, at in enumerate(map(int, most))]


def doubts(simulation: Simulation) -> list[dict[str, float]]:
    """Standard deviation of the logarithm of each joined part of each line, in their order.

    What two parts of a line have in common is not known here: they are taken to vary each on its own.
    """
    joined = np.sqrt((simulation.doubt * simulation.shares.T**2).sum(axis=1))
    return [dict(zip(PARTS, map(float, row), strict=True)) for row in joined.T]


def _share(part: float, total: float) -> float:
    return float(part / total) if total > 0 else 0.0


def _table(simulation: Simulation) -> Floats:
    """Variance that each input (columns) gives to each line (rows): parts by groups, then the effort."""
    by_part = simulation.doubt * simulation.shares.T**2
    effort = simulation.log_effort.var(axis=1)
    rows = by_part.reshape(by_part.shape[0] * by_part.shape[1], len(effort))
    return np.column_stack([*rows, effort])
