"""What follows from everything that is published together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.disclosure import audit
from feedback.analysis.disclosure.audit import given_away, to_withhold

ATOMS = "abcdef"
Atoms = dict[str, int]
Groups = list[frozenset[str]]


def rank(rows: Sequence[Sequence[int]]) -> int:
    return int(np.linalg.matrix_rank(np.array(rows, dtype=float))) if rows else 0


def vector(atoms: Mapping[str, int], group: Collection[str]) -> list[int]:
    return [int(atom in group) for atom, people in atoms.items() if people]


def leaks(atoms: Atoms, groups: Sequence[Collection[str]], k: int) -> list[frozenset[str]]:
    """By brute force: every union of fewer than k people that does not raise the rank."""
    present = [atom for atom, people in atoms.items() if people]
    rows = [vector(atoms, group) for group in groups]
    unions = (frozenset(some) for n in range(1, len(present) + 1) for some in combinations(present, n))
    few = (one for one in unions if sum(atoms[atom] for atom in one) < k)
    return [one for one in few if rows and rank([*rows, vector(atoms, one)]) == rank(rows)]


atoms_drawn = st.fixed_dictionaries({atom: st.integers(0, 9) for atom in ATOMS})
groups_drawn = st.lists(st.frozensets(st.sampled_from(ATOMS), min_size=1), min_size=1, max_size=5)


@settings(max_examples=300, deadline=None)
@given(atoms_drawn, groups_drawn, st.integers(2, 8))
def test_it_finds_a_union_exactly_where_brute_force_does(atoms: Atoms, groups: Groups, k: int) -> None:
    found, expected = given_away(atoms, groups, k), leaks(atoms, groups, k)
    assert (found is None) == (expected == [])
    assert found is None or found in expected


@settings(max_examples=200, deadline=None)
@given(atoms_drawn, groups_drawn, st.integers(2, 8))
def test_what_is_left_gives_nothing_away_and_what_went_had_to(atoms: Atoms, groups: Groups, k: int) -> None:
    named = {str(place): group for place, group in enumerate(groups)}
    hidden = to_withhold(atoms, named, k)
    left = [group for key, group in named.items() if key not in hidden]
    assert leaks(atoms, left, k) == []
    assert (hidden == set()) == (leaks(atoms, groups, k) == [])


@settings(max_examples=200, deadline=None)
@given(atoms_drawn, groups_drawn, groups_drawn, st.integers(2, 8))
def test_what_was_published_before_counts(atoms: Atoms, before: Groups, groups: Groups, k: int) -> None:
    named = {str(place): group for place, group in enumerate(groups)}
    hidden = to_withhold(atoms, named, k, already=before)
    left = [group for key, group in named.items() if key not in hidden]
    assert leaks(atoms, [*before, *left], k) == leaks(atoms, before, k)


def test_the_smallest_group_that_takes_part_goes_ties_by_key() -> None:
    atoms = {"a": 9, "b": 4, "c": 20, "d": 4}
    whole = {"whole": "abcd", "left": "acd", "apart": "c"}
    assert given_away(atoms, list(whole.values()), 5) == {"b"}
    # Neither needs the group that stands apart: it stays, small as it is.
    assert to_withhold(atoms, whole, 5) == {"left"}


def test_solving_takes_more_than_a_difference() -> None:
    """(ab + bc - ac) / 2 = b: no group is part of another, and yet one follows."""
    atoms, pairs = {"a": 6, "b": 3, "c": 6}, {"ab": "ab", "bc": "bc", "ca": "ca"}
    assert given_away(atoms, list(pairs.values()), 5) == {"b"}
    assert to_withhold(atoms, pairs, 5) == {"ab"}


def test_nobody_is_no_atom() -> None:
    """A group of four and an empty one are published as "both together": still four."""
    assert given_away({"a": 4, "b": 0}, ["ab"], 5) == {"a"}
    assert given_away({"a": 0}, ["a"], 5) is None
    assert given_away({"a": 4}, [], 5) is None


def test_more_than_can_be_looked_at_is_taken_to_give_something_away(monkeypatch: pytest.MonkeyPatch) -> None:
    atoms = {str(one): 9 for one in range(6)} | {"x": 1, "y": 1}
    groups = {str(one): [str(one), "x", "y"] for one in range(6)}
    assert to_withhold(atoms, groups, 5) == set()
    monkeypatch.setattr(audit, "MOST_STEPS", 0)
    assert to_withhold(atoms, groups, 5) == set(groups)
