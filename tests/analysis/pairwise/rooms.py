"""Rooms of people who compare things of a known strength."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from feedback.analysis.pairwise.papers import Compared


def room(truth: Sequence[float], people: int, pairs: int, seed: int, group: str = "customers") -> list[Compared]:
    """People who each answer so many different pairs of things "0", "1"… by Bradley and Terry's model."""
    random, every = np.random.default_rng(seed), list(combinations(range(len(truth)), 2))
    return [
        Compared(group, [_told(truth, every[at], random) for at in random.permutation(len(every))[:pairs]])
        for _ in range(people)
    ]


def _told(truth: Sequence[float], pair: tuple[int, int], random: np.random.Generator) -> tuple[str, str]:
    one, other = pair
    first = random.random() < 1 / (1 + np.exp(truth[other] - truth[one]))
    return (str(one), str(other)) if first else (str(other), str(one))
