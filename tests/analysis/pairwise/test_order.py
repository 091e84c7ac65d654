"""The people's order from pairs, and how sure it is."""

from __future__ import annotations

import pytest

from feedback.analysis.pairwise.order import ENOUGH, order
from feedback.analysis.pairwise.papers import Compared
from tests.analysis.pairwise.rooms import room

CLEAR = (2.5, 0.5, -0.5, -2.5)


def test_a_known_order_is_found_again_with_what_cannot_be_told_apart() -> None:
    papers = room(CLEAR, people=60, pairs=4, seed=3)
    found = order(papers, "0123", "people")
    assert [found[thing].placed.place for thing in "0123"] == [1, 2, 3, 4]
    assert (found["0"].placed.high, found["3"].placed.low) == (1, 4)
    assert all(one.low <= one.wins <= one.high for one in found.values())
    assert all(one.enough for one in found.values())
    assert sum(one.comparisons for one in found.values()) == 2 * 60 * 4


def test_what_nobody_prefers_is_not_put_in_order() -> None:
    """Six things alike, 20 people: any told apart is a mistake, allowed in one room of twenty."""
    rooms = [order(room([0.0] * 6, 20, 6, seed), "012345", "people") for seed in range(30)]
    wrong = sum(any((one.placed.low, one.placed.high) != (1, 6) for one in found.values()) for found in rooms)
    assert wrong <= 4


def test_every_group_counts_the_same_or_every_person() -> None:
    papers = [Compared("customers", [("a", "b")])] * 30 + [Compared("employees", [("b", "a")])] * 10
    by_people, by_groups = order(papers, "ab", "people"), order(papers, "ab", "groups")
    assert (by_people["a"].placed.place, by_people["b"].placed.place) == (1, 2)
    assert by_people["a"].wins > by_groups["a"].wins == pytest.approx(0.5)


def test_who_answers_many_pairs_has_no_more_weight() -> None:
    eager = Compared("customers", [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")])
    brief = [Compared("customers", [(thing, "a")]) for thing in "bcde"]
    found = order([eager] * 2 + brief, "abcde", "people")
    assert found["a"].wins < 0.5


def test_few_people_order_nothing_and_what_few_compared_could_stand_anywhere() -> None:
    few = order([Compared("customers", [("a", "b")])] * 4, "ab", "people")
    assert [(one.placed.low, one.placed.high, one.enough) for one in few.values()] == [(1, 2, False)] * 2
    papers = [*room(CLEAR, people=60, pairs=4, seed=3), Compared("customers", [("0", "new")])]
    found = order(papers, ("0", "1", "2", "3", "new"), "people")
    assert (found["new"].placed.low, found["new"].placed.high, found["new"].people) == (1, 5, 1)
    assert (found["0"].placed.low, found["0"].placed.high) == (1, 2)
    assert found["new"].comparisons < ENOUGH


def test_what_won_every_time_is_not_certain() -> None:
    papers = [Compared("customers", [("best", thing)]) for thing in "abc"] * 7
    best = order(papers, ("best", "a", "b", "c"), "people")["best"]
    assert best.low + 0.02 < best.wins < best.high


def test_nothing_told_apart_is_no_order() -> None:
    assert order([Compared("customers", [])] * 9, "ab", "groups") == {}


def test_who_answered_one_pair_beside_people_who_answered_many_is_not_taken_for_more_than_one() -> None:
    """Half of two unequal groups answer one pair only. Of 30 rooms that prefer nothing, 90 % of the intervals hold the
    true share; without what leaving people out says, 88 % of these would."""
    held = []
    for seed in range(30):
        many, few = (room([0.0] * 8, 10, 6, seed, "many"), room([0.0] * 8, 5, 6, seed + 100, "few"))
        brief = room([0.0] * 8, 10, 1, seed + 200, "many") + room([0.0] * 8, 5, 1, seed + 300, "few")
        found = order([*many, *few, *brief], "01234567", "groups")
        held += [one.low <= 0.5 <= one.high for one in found.values()]
    assert sum(held) / len(held) >= 0.9
