"""The draws behind a ranking, where they are few enough to keep: places under other weights as a ranking finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.priority.panel import Floats
from feedback.analysis.priority.ranks import RankSets, rank_sets
from feedback.analysis.priority.simulation import Simulation
from feedback.analysis.priority.spreads import Singles

MOST_LINES = 100
"""With more the places under one vector of weights take too long for a slider; so many take about 20 ms."""
MOST_CELLS = 1_000_000
"""Groups times lines times draws that are kept: 4 MB."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Draws of every line, in the order of the sheet they are kept with.

    `by_group` (groups by lines by draws) as in `Simulation`; `rest` (lines by draws) is what no weight changes: log
    moment, and people passing, minus log effort. Both are empty where there were too many to keep.
    """

    by_group: Singles
    rest: Singles

    @classmethod
    def of(cls, simulation: Simulation) -> Drawn:
        """The draws of a simulation; none where they are more than `MOST_CELLS`, or of more than `MOST_LINES`."""
        if simulation.by_group.size > MOST_CELLS or len(simulation.scores) > MOST_LINES:
            return NOTHING_DRAWN
        rest = simulation.fixed.astype(np.float32)[:, None] - simulation.log_effort
        return cls(simulation.by_group.astype(np.float32, copy=False), rest)

    @classmethod
    def unpacked(cls, read: Any) -> Drawn:
        """Those that `packed` left in a file of arrays; none where it left none."""
        if "drawn_rest" not in read:
            return NOTHING_DRAWN
        return cls(read["drawn_by_group"], read["drawn_rest"])

    def packed(self) -> dict[str, Any]:
        return {"drawn_by_group": self.by_group, "drawn_rest": self.rest} if self else {}

    def __bool__(self) -> bool:
        return bool(self.rest.size)

    def sets(
        self, rows: NDArray[np.int64], shares: Floats, scores: Floats, evidence: Floats, estimated: NDArray[np.bool_]
    ) -> RankSets:
        """Best and worst places of these lines, as `rank` would find them from the same draws.

        `shares` (lines by groups), `scores`, `evidence` and `estimated` are of `rows`, in the same order.
        """
        draws = self.rest[rows]
        for share, logs in zip(shares.T.astype(np.float32), self.by_group, strict=True):
            draws += share[:, None] * logs[rows]
        return rank_sets(scores, draws, evidence=evidence, together=~estimated)


NOTHING_DRAWN = Drawn(np.empty((0, 0, 0), np.float32), np.empty((0, 0), np.float32))
