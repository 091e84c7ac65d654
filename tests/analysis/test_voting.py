"""How groups stand to a thing, and the people's order with how sure it is."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.voting import Basis, Paper, chose, judged, order, stand, standing

A, B = "customers", "employees"


@pytest.mark.parametrize(
    ("groups", "kind"),
    [
        ({A: (18, 20), B: (11, 12)}, "shared"),
        ({A: (18, 20), B: (1, 20)}, "specific"),
        ({A: (18, 20), B: (8, 30)}, "contested"),
        ({A: (18, 20), B: (8, 20)}, "contested"),
        ({A: (10, 20), B: (6, 12)}, "open"),
        ({A: (20, 20)}, "unknown"),
        ({A: (20, 20), B: (3, 3)}, "unknown"),
    ],
)
def test_how_groups_stand(groups: dict[str, tuple[int, int]], kind: str) -> None:
    assert stand(groups, k=5) == kind


def test_a_group_that_was_not_heard_agrees_to_nothing_and_objects_to_nothing() -> None:
    heard = {A: (18, 20), B: (11, 12)}
    assert stand({**heard, "suppliers": (0, 4)}, k=5) == stand(heard, k=5) == "shared"
    assert stand({**heard, "suppliers": (0, 9)}, k=5) == "contested"


def test_priorities_are_the_three_highest_and_what_equals_them() -> None:
    assert Paper(A, {"a": 3, "b": 2, "c": 1, "d": 1, "e": 0.5}).priorities == {"a", "b", "c", "d"}
    assert Paper(A, {}).priorities == frozenset()


def test_strength_is_the_geometric_mean_times_the_share_that_puts_it_first() -> None:
    papers = [Paper(A, {"a": 1})] * 8 + [Paper(A, {"b": 1})] * 2 + [Paper(B, {"a": 1})] * 5
    found = standing(papers, "a", (A, B))
    assert found.strength == pytest.approx(((9 / 12) * (6 / 7)) ** 0.5 * 13 / 15)
    assert chose(papers, "a", A) == 8


def test_only_who_had_a_thing_before_them_counts_there() -> None:
    papers = [Paper(A, {"a": 1.0}, frozenset("a")), Paper(A, {}, frozenset("ab")), Paper(B, {"b": 1.0})]
    assert [(chose(papers, thing), judged(papers, thing)) for thing in "abc"] == [(1, 3), (1, 2), (0, 1)]
    assert [judged(papers, "b", group) for group in (A, B)] == [1, 1]
    assert standing(papers, "a", (A,)).strength == pytest.approx((2 / 4) * (1 / 3))


def test_every_group_counts_the_same_or_every_person() -> None:
    papers = [Paper(A, {"a": 1})] * 30 + [Paper(B, {"b": 1, "c": 0.5})] * 6
    by_people, by_groups = order(papers, "abc", "people"), order(papers, "abc", "groups")
    assert [by_people[thing].place for thing in "abc"] == [1, 2, 3]
    assert [by_groups[thing].place for thing in "abc"] == [1, 1, 3]


def test_a_clear_order_is_told_apart_and_a_near_tie_is_not() -> None:
    papers = [Paper(A, {"a": 3, "b": 1})] * 14 + [Paper(A, {"a": 3, "c": 1})] * 15
    found = order(papers, "abc", "groups")
    assert (found["a"].low, found["a"].high) == (1, 1)
    assert {(found[thing].low, found[thing].high) for thing in "bc"} == {(2, 3)}


def test_four_people_order_nothing() -> None:
    found = order([Paper(A, {"a": 5})] * 4, "ab", "groups")
    assert [(one.place, one.low, one.high) for one in found.values()] == [(1, 1, 2), (2, 1, 2)]
    assert order([], "ab", "groups") == {}


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([A, B]), st.sampled_from("abc")), min_size=1, max_size=40))
def test_a_place_lies_within_what_it_could_be(votes: list[tuple[str, str]]) -> None:
    papers = [Paper(group, {thing: 1.0}) for group, thing in votes]
    for basis in get_args(Basis):
        found = order(papers, "abc", basis)
        assert all(1 <= one.low <= one.place <= one.high <= 3 for one in found.values())


def test_true_places_lie_within_the_sets_as_often_as_promised() -> None:
    """Three things with equal support: in at most one vote of twenty may any be told apart; 60 votes, 10 allowed."""
    random, wrong = np.random.default_rng(7), 0
    for _ in range(60):
        drawn = random.choice(list("abc"), 25)
        found = order([Paper(A, {thing: 1.0}) for thing in drawn], "abc", "people")
        wrong += any((one.low, one.high) != (1, 3) for one in found.values())
    assert wrong <= 10
