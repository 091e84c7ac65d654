"""A score beside the questions it is made of."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.disclosure.scores import Answered, tells, too_few_alike


def of(**people: int) -> Answered:
    """People by the questions they answered: `of(ab=9)` is nine who answered a and b."""
    return {frozenset(map(ord, which)): n for which, n in people.items()}


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (of(ab=9), False),
        (of(a=9), False),
        (of(ab=9, a=3), True),
        (of(ab=9, a=5), False),
        (of(ab=9, a=3, b=2), False),
        # Less each question once, those who answered both are left.
        (of(ab=3, a=9, b=9), True),
        (of(ab=5, a=9, b=9), False),
        (of(abc=9, ab=4), True),
        # a counts once for some, half for others: nobody else is left but the two.
        (of(a=9, bc=8, ab=2), True),
    ],
)
def test_who_is_left_when_questions_are_taken_away(part: Answered, told: bool) -> None:
    assert tells([part], 5) is told


def test_parts_whose_questions_are_shown_are_left_over_together() -> None:
    assert tells([of(ab=9, a=5), of(ab=9, a=6)], 5) is False
    assert tells([of(ab=9), of(ab=9, a=2)], 5) is True
    assert tells([of(ab=9), of(ab=7)], 5) is False


def test_groups_that_are_not_shown_alone_share_what_is_taken_away() -> None:
    """Each half would leave a few; together they are enough, and nobody can tell them apart."""
    assert tells([of(ab=20, a=5)], 5) is False
    assert tells([of(ab=10, a=2), of(ab=10, a=3)], 5) is True


def test_over_several_releases_everybody_has_to_be_among_enough() -> None:
    assert too_few_alike([of(ab=9, a=5)], 5) is False
    assert too_few_alike([of(ab=9), of(ab=9, a=4)], 5) is True


@given(st.lists(st.sampled_from(["a", "b", "ab"]), max_size=30))
def test_of_two_questions_it_is_known_who_can_be_left(given_: list[str]) -> None:
    """Those who answered one, those who answered both, those who answered the one or the other, or everybody."""
    n = Counter(given_)
    left = [n["a"] + n["b"], n["ab"], n["a"] + n["ab"], n["b"] + n["ab"], len(given_)]
    alone = sum(count > 0 for count in n.values()) < 2
    assert tells([of(**n)], 5) is (not alone and any(0 < one < 5 for one in left))


def test_many_questions_need_enough_people_alike() -> None:
    names = "abcdef"
    everything = {frozenset(map(ord, names)): 20}
    one_less = [frozenset(map(ord, which)) for which in combinations(names, 5)]
    assert tells([{**everything, one_less[0]: 4}], 5) is True
    assert tells([{**everything, one_less[0]: 5}], 5) is False
