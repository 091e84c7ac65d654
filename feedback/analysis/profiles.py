"""How differently two groups talk: the distance between what their people speak about, and whether it is chance."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS = 999
FEWEST_PEOPLE = 10
MOST_PEOPLE = 3_000
"""People of a group that are compared; of more, so many are drawn."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distance:
    """Jensen-Shannon distance of two groups' profiles of themes in bits, 0 (the same) to 1 (nothing in common).

    `chance` is what people of one and the same group would be apart, shuffled (mean over permutations); `p` the share
    of permutations at least as far apart. `n` are the people of each side. `apart` are the themes that make most of
    the distance, the largest part first: above 0 the first group speaks of it more.
    """

    value: float
    chance: float
    p: float
    n: tuple[int, int]
    apart: tuple[tuple[str, float], ...]


def distance(
    one: Sequence[Mapping[str, float]], other: Sequence[Mapping[str, float]], *, seed: int = 0, most: int = 5
) -> Distance | None:
    """Distance between two groups; each person is a mapping theme -> how often they raised it.

    A person counts once: their themes are shares of what they said. JSD = H(mean of both profiles) - mean of their H
    (Lin 1991, IEEE Trans. Information Theory 37), with a permutation test over people (999 shuffles, so p is at least
    0.001). None where a group has fewer than 10 people who raised anything.
    """
    random = np.random.default_rng(seed)
    first, second = (_drawn([person for person in group if person], random) for group in (one, other))
    if min(len(first), len(second)) < FEWEST_PEOPLE:
        return None
    themes = sorted({theme for person in (*first, *second) for theme in person})
    people = _shares([*first, *second], themes)
    n = len(first)
    a, b = people[:n].mean(axis=0), people[n:].mean(axis=0)
    value = float(_divergence(a[None], b[None])[0])
    shuffled = _shuffled(people, n, random)
    p = (1 + int((shuffled >= value - 1e-12).sum())) / (1 + PERMUTATIONS)
    order = sorted(range(len(themes)), key=lambda place: (-abs(a[place] - b[place]), themes[place]))
    apart = tuple((themes[place], float(a[place] - b[place])) for place in order[:most])
    return Distance(value, float(shuffled.mean()), p, (n, len(second)), apart)


def _drawn(people: Sequence[Mapping[str, float]], random: np.random.Generator) -> Sequence[Mapping[str, float]]:
    if len(people) <= MOST_PEOPLE:
        return people
    return [people[place] for place in sorted(random.choice(len(people), MOST_PEOPLE, replace=False))]


def _shares(people: Collection[Mapping[str, float]], themes: Sequence[str]) -> Matrix:
    places = {theme: place for place, theme in enumerate(themes)}
    table = np.zeros((len(people), len(themes)))
    for row, person in enumerate(people):
        for theme, times in person.items():
            table[row, places[theme]] = times
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _shuffled(people: Matrix, n: int, random: np.random.Generator) -> Matrix:
    """The distance after each shuffle of who belongs to which group."""
    total, size = people.sum(axis=0), len(people)
    first = np.empty((PERMUTATIONS, people.shape[1]))
    for draw in range(PERMUTATIONS):
        first[draw] = people[random.choice(size, n, replace=False)].sum(axis=0)
    return _divergence(first / n, (total - first) / (size - n))


def _divergence(a: Matrix, b: Matrix) -> Matrix:
    """Row by row, in bits."""
    return np.asarray(np.clip(_entropy((a + b) / 2) - (_entropy(a) + _entropy(b)) / 2, 0.0, 1.0))


def _entropy(rows: Matrix) -> Matrix:
    rows = np.clip(rows, 0.0, None)
    return np.asarray(-(rows * np.log2(rows, out=np.zeros_like(rows), where=rows > 0)).sum(axis=1))
