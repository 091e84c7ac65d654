"""What one person said of pairs."""

from __future__ import annotations

import numpy as np

from feedback.analysis.pairwise.papers import Compared, comparisons, people, tallied

ANA = Compared("customers", [("a", "b"), ("a", "c"), ("c", "b"), ("b", "d")])
LUIS = Compared("employees", [("b", "a")])


def test_a_person_leans_to_what_they_put_above_more_often_and_is_not_counted_where_even() -> None:
    paper = ANA.paper()
    assert (paper.group, paper.points, paper.seen) == ("customers", {"a": 1.0}, frozenset("abd"))
    assert (paper.saw("b"), paper.saw("c")) == (True, False)
    assert Compared("customers", []).paper().seen == frozenset()


def test_comparisons_and_people_of_a_thing() -> None:
    counted = [(comparisons([ANA, LUIS], thing), people([ANA, LUIS], thing)) for thing in "abcde"]
    assert counted == [(3, 2), (4, 2), (2, 1), (1, 1), (0, 0)]


def test_each_person_weighs_the_same_however_many_pairs_they_answered() -> None:
    held = tallied([ANA, LUIS], "abcd").reshape(2, 4, 4)
    assert held.sum(axis=(1, 2)).tolist() == [1.0, 1.0]
    assert (held[0, 0, 1], held[1, 1, 0]) == (0.25, 1.0)
    assert np.count_nonzero(held) == 5
