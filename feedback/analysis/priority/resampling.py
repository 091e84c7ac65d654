"""How often each person is drawn when the people of a group are drawn again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Singles = NDArray[np.float32]
Ints = NDArray[np.int64]

# Up to so many people the samples hold exactly as many as there are; among more it no longer matters.
EXACT_UP_TO = 5_000
# Of 256 people so many are drawn 0, 1, 2 … times: Poisson with mean 1 to the last digit of a byte.
TIMES = (94, 94, 47, 16, 4, 1)
_STEPS = np.cumsum(TIMES)[:-1].astype(np.uint8)


def times_drawn(random: np.random.Generator, together: Ints, columns: int) -> Singles:
    """How often each row of people is drawn in each of `columns` samples.

    `together` is how many people each row stands for: those that no line tells apart stand in one row. Few people: as
    many drawn with replacement as there are (Efron 1979, Annals of Statistics 7). Many: each person independently 0, 1,
    2 … times with Poisson weights, the limit of the former (Chamandy et al. 2012, Estimating uncertainty for massive
    data streams); every part of a score is a ratio, in which the number drawn in all cancels.
    """
    if together.sum() <= EXACT_UP_TO:
        return _exactly(random, together, columns)
    times = _poisson(_bytes(random, len(together) * columns)).reshape(len(together), columns)
    crowds = np.flatnonzero(together > 1)
    times[crowds] = random.poisson(together[crowds, None], (len(crowds), columns))
    return times


def _bytes(random: np.random.Generator, count: int) -> NDArray[np.uint8]:
    """The bytes that `Generator.bytes` gives, four times as fast: it goes through several copies."""
    fours = random.integers(0, 2**32, -(-count // 4), dtype=np.uint32)
    return fours.astype("<u4", copy=False).view(np.uint8)[:count]


def _poisson(drawn: NDArray[np.uint8]) -> Singles:
    """Bytes as numbers of times, by comparing: four times as fast as looking each of them up."""
    times = np.zeros(len(drawn), dtype=np.uint8)
    for step in _STEPS:
        times += (drawn >= step).view(np.uint8)
    return times.astype(np.float32)


def _exactly(random: np.random.Generator, together: Ints, columns: int) -> Singles:
    size, row_of = int(together.sum()), np.repeat(np.arange(len(together)), together)
    drawn = row_of[random.integers(0, size, size=(columns, size))] * columns + np.arange(columns)[:, None]
    times = np.bincount(drawn.ravel(), minlength=len(together) * columns)
    return times.reshape(len(together), columns).astype(np.float32)


def alike(people: Ints, apart: Ints, sets: Sequence[Ints]) -> Ints:
    """Row of each person (sorted ids): one each for those `apart`, one together for others who are in the same sets.

    The mark of a person is the sum of the even numbers of their sets; those apart have an odd one, as no sum is.
    """
    keys = 2 * np.random.default_rng(0).integers(1, 2**63, len(sets), dtype=np.uint64)
    marks = np.zeros(len(people), dtype=np.uint64)
    for members, key in zip(sets, keys, strict=True):
        marks[np.searchsorted(people, members)] += key
    marks[np.searchsorted(people, apart)] = 2 * np.arange(len(apart), dtype=np.uint64) + 1
    _, first, rows = np.unique(marks, return_index=True, return_inverse=True)
    renumbered = np.empty(len(first), dtype=np.int64)
    renumbered[np.argsort(first)] = np.arange(len(first))
    return renumbered[rows]
