"""What an improvement costs to do, in person-days, as three honest guesses instead of one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from feedback.analysis.priority.seeds import generator


@dataclass(frozen=True, slots=True)
class Effort:
    """Person-days: at best, most likely, at worst. Less is better; all above zero and in that order."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.likely <= self.high:
            raise ValueError("effort is low, likely and high person-days, above zero and in that order")


UNSET_EFFORT = Effort(1, 5, 20)


def log_effort_draws(efforts: dict[str, Effort | None], seed: int, draws: int) -> np.ndarray:
    """Log person-days, one row per line in order, one column per draw, from triangular distributions.

    All lines without effort share one draw: not knowing it moves them together and separates none of them.
    """
    common = _draw(UNSET_EFFORT, generator(seed, "effort"), draws)
    rows = [
        common if effort is None else _draw(effort, generator(seed, "effort of", line), draws)
        for line, effort in efforts.items()
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), draws)


def _draw(effort: Effort, random: np.random.Generator, draws: int) -> np.ndarray:
    if effort.low == effort.high:
        return np.full(draws, np.log(effort.low))
    return np.log(random.triangular(effort.low, effort.likely, effort.high, draws))
