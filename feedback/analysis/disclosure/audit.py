"""Whether everything that is published of a survey, taken together, gives away what a few people answered.

A published group is a sum over atoms: people alike in everything that results are cut by. Whoever sees several groups
can add and subtract them; what follows that way is the row space of their incidence matrix. No union of atoms with
fewer than k people may lie in it. Elimination is exact, in fractions. (Linear attack on tables: Duarte de Carvalho,
Dellaert and de Sanches Osório 1994, JASA 89; Handbook on Statistical Disclosure Control, Hundepool et al. 2010.)
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Atom = TypeVar("Atom", bound=Hashable)
Row = list[Fraction]

MOST_STEPS = 50_000
"""How many partial unions one audit looks at before it is taken that one gives something away."""


class TooMany(Exception):
    """There are more unions than can be looked at."""


def given_away(atoms: Mapping[Atom, int], published: Sequence[Collection[Atom]], k: int) -> frozenset[Atom] | None:
    """Atoms of one union of 1 to k - 1 people that follows from the published groups; None where there is none.

    `atoms` are people by atom; those with nobody change no figure and are left out. Raises TooMany.
    """
    return next(_unions(atoms, published, k), None)


def to_withhold(
    atoms: Mapping[Atom, int],
    groups: Mapping[str, Collection[Atom]],
    k: int,
    *,
    already: Sequence[Collection[Atom]] = (),
) -> set[str]:
    """Keys of the groups that must not be published beside the others, so that nothing of fewer than k people follows.

    `already` was published before and cannot be taken back; what follows from it alone is passed over. The smallest
    group that takes part in giving something away goes first, ties by key.
    """
    left, hidden = dict(groups), set()
    while left and (smallest := _first_to_go(atoms, left, k, already)) is not None:
        del left[smallest]
        hidden.add(smallest)
    return hidden


def _first_to_go(
    atoms: Mapping[Atom, int], groups: Mapping[str, Collection[Atom]], k: int, already: Sequence[Collection[Atom]]
) -> str | None:
    keys = sorted(groups, key=lambda key: (sum(atoms[atom] for atom in groups[key]), key))
    published = [*already, *(groups[key] for key in keys)]
    try:
        for union in _unions(atoms, published, k):
            parts = _parts_of(union, atoms, published) or set()
            mine = [key for key, place in zip(keys, range(len(already), len(published)), strict=True) if place in parts]
            if mine and _parts_of(union, atoms, already) is None:
                return mine[0]
    except TooMany:
        return keys[0]
    return None


# --- the row space --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Space:
    """Reduced rows over columns of atoms that are always published together, the most people first."""

    columns: tuple[frozenset[object], ...]
    people: tuple[int, ...]
    rows: tuple[tuple[Fraction, ...], ...]
    pivots: tuple[int, ...]


def _space(atoms: Mapping[Atom, int], published: Sequence[Collection[Atom]]) -> _Space:
    alike: dict[tuple[bool, ...], list[Atom]] = {}
    sets = [set(group) for group in published]
    for atom, people in atoms.items():
        if people > 0 and any(column := tuple(atom in group for group in sets)):
            alike.setdefault(column, []).append(atom)
    order = sorted(alike, key=lambda column: -sum(atoms[atom] for atom in alike[column]))
    matrix = [[Fraction(column[place]) for column in order] for place in range(len(sets))]
    rows, pivots = _reduced(matrix)
    columns = tuple(frozenset(alike[column]) for column in order)
    sizes = tuple(sum(atoms[atom] for atom in alike[column]) for column in order)
    return _Space(columns, sizes, tuple(map(tuple, rows)), tuple(pivots))


def _reduced(matrix: list[Row]) -> tuple[list[Row], list[int]]:
    """The reduced row echelon form without empty rows, and the column of each row's pivot."""
    rows = [list(row) for row in matrix]
    pivots: list[int] = []
    for column in range(len(rows[0]) if rows else 0):
        top = len(pivots)
        found = next((place for place in range(top, len(rows)) if rows[place][column]), None)
        if found is None:
            continue
        rows[top], rows[found] = rows[found], rows[top]
        pivot = rows[top][column]
        rows[top] = [value / pivot for value in rows[top]]
        for place, row in enumerate(rows):
            if place != top and row[column]:
                rows[place] = _less(row, row[column], rows[top])
        pivots.append(column)
    return rows[: len(pivots)], pivots


def _less(row: Row, times: Fraction, other: Row) -> Row:
    return [value - times * one if one else value for value, one in zip(row, other, strict=True)]


def _unions(atoms: Mapping[Atom, int], published: Sequence[Collection[Atom]], k: int) -> Iterator[frozenset[Atom]]:
    """Every union of 1 to k - 1 people in the row space.

    A vector of the row space is known by its values at the pivots, and those of a union are 0 or 1; so it is enough to
    try every set of pivots with fewer than k people.
    """
    space = _space(atoms, published)
    small = [place for place, column in enumerate(space.pivots) if space.people[column] < k]
    steps = 0
    waiting: list[tuple[int, tuple[int, ...], int]] = [(0, (), 0)]
    while waiting:
        start, chosen, people = waiting.pop()
        if (steps := steps + 1) > MOST_STEPS:
            raise TooMany
        if chosen and (union := _union(space, chosen, k)) is not None:
            yield frozenset(atom for column in union for atom in space.columns[column])  # type: ignore[misc]
        for place in range(start, len(small)):
            more = people + space.people[space.pivots[small[place]]]
            if more < k:
                waiting.append((place + 1, (*chosen, small[place]), more))


def _union(space: _Space, chosen: Sequence[int], k: int) -> list[int] | None:
    """The columns of the one vector with 1 at these pivots and 0 at the others; None where it is no small union."""
    vector = [sum(column) for column in zip(*(space.rows[place] for place in chosen), strict=True)]
    if any(value not in (0, 1) for value in vector):
        return None
    columns = [column for column, value in enumerate(vector) if value]
    return columns if sum(space.people[column] for column in columns) < k else None


def _parts_of(
    union: Collection[Atom], atoms: Mapping[Atom, int], published: Sequence[Collection[Atom]]
) -> set[int] | None:
    """Places of published groups that add up to the union; None where they do not."""
    present = [atom for atom, people in atoms.items() if people > 0]
    # One equation per atom; the unknowns are how often each group is taken, the last column is the union.
    system = [[*(Fraction(atom in group) for group in published), Fraction(atom in union)] for atom in present]
    rows, pivots = _reduced(system)
    if len(published) in pivots:
        return None
    return {pivot for row, pivot in zip(rows, pivots, strict=True) if row[-1]}
