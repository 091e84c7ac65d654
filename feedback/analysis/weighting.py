"""Weights that bring those who answered back to the group they stand for. Within one group only, never across."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from feedback.analysis.statistics import effective_n

FEWEST_IN_A_CELL = 5
LIGHTEST, HEAVIEST = 0.3, 3.0
"""Bounds of a weight, as multiples of the mean weight."""
_ROUNDS, _CLOSE = 200, 1e-6

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A weight per person, mean 1, and how many equally weighted people they are worth."""

    weights: tuple[float, ...]
    effective_n: float

    @property
    def design_effect(self) -> float:
        """How many times larger the variance is than with equal weights, from 1 (Kish 1965)."""
        return len(self.weights) / self.effective_n if self.effective_n else 1.0


def post_stratify(cells: Sequence[Key], sizes: Mapping[Key, int]) -> Weighed:
    """Weights of people who sit in `cells` (one each) of known `sizes`: w = (N_h / N) / (n_h / n).

    Cells with fewer than 5 people who answered, and cells nobody knows the size of, are taken together as one: one
    answer must not stand for a department. Weights are kept within 0.3 and 3 of their mean (`trimmed`).
    """
    counts: dict[Key | None, int] = {}
    joined = {cell for cell in set(cells) if cell not in sizes or cells.count(cell) < FEWEST_IN_A_CELL}
    placed = [None if cell in joined else cell for cell in cells]
    for cell in placed:
        counts[cell] = counts.get(cell, 0) + 1
    known: dict[Key | None, float] = {cell: float(size) for cell, size in sizes.items() if cell in counts}
    if None in counts:
        # Cells nobody answered from are among the joined ones: their people are stood for too.
        rest = sum(size for cell, size in sizes.items() if cell not in counts)
        known[None] = float(rest or counts[None])
    total = sum(known.values())
    weights = [known[cell] / total / (counts[cell] / len(cells)) for cell in placed]
    return trimmed(weights)


def rake(people: Sequence[Mapping[str, Hashable]], margins: Mapping[str, Mapping[Hashable, float]]) -> Weighed:
    """Weights whose sums reach every margin: attribute -> value -> share of the group (0..1).

    Iterative proportional fitting (Deming and Stephan 1940, Ann. Math. Statist. 11) until no weight moves by 1e-6,
    trimmed and fitted once more. A value that nobody has cannot be reached and is left out of its margin.
    """
    columns = {name: [person.get(name) for person in people] for name in margins}
    fitted = _fitted(np.ones(len(people)), columns, margins)
    return trimmed(list(_fitted(np.array(trimmed(list(fitted)).weights), columns, margins)))


def trimmed(weights: Sequence[float]) -> Weighed:
    """These weights cut to 0.3 to 3 times their mean, and scaled to a mean of 1."""
    if not len(weights):
        return Weighed((), 0.0)
    data = np.asarray(weights, dtype=float)
    for _ in range(_ROUNDS):  # Cutting the heaviest lowers the mean that the bounds are multiples of.
        data = data / data.mean()
        if data.min() >= LIGHTEST - _CLOSE and data.max() <= HEAVIEST + _CLOSE:
            break
        data = np.clip(data, LIGHTEST, HEAVIEST)
    kept = tuple(float(weight) for weight in data / data.mean())
    return Weighed(kept, effective_n(kept))


def _fitted(
    weights: np.ndarray, columns: Mapping[str, Sequence[Hashable]], margins: Mapping[str, Mapping[Hashable, float]]
) -> np.ndarray:
    for _ in range(_ROUNDS):
        before = weights.copy()
        for name, targets in margins.items():
            weights = _scaled(weights, columns[name], targets)
        if np.abs(weights - before).max(initial=0.0) < _CLOSE:
            break
    return weights


def _scaled(weights: np.ndarray, values: Sequence[Hashable], targets: Mapping[Hashable, float]) -> np.ndarray:
    """Weights after one margin was brought to its targets."""
    places = {value: np.array([one == value for one in values]) for value in targets}
    reached = {value: float(weights[where].sum()) for value, where in places.items() if weights[where].sum() > 0}
    whole, share = sum(reached.values()), sum(targets[value] for value in reached)
    made = weights.copy()
    for value, current in reached.items():
        made[places[value]] *= targets[value] / share * whole / current
    return made
