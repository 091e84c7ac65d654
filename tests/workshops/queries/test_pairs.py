"""Which pair comes next, and the count of pairs through the disclosure rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.rooms import Basis
from feedback.workshops.models import VoteItem
from feedback.workshops.queries import counting, pairs, votes
from feedback.workshops.queries.counting import Count, Counted
from feedback.workshops.rules import pairs as rules
from tests.factories.pairs import pairs_vote, press
from tests.factories.people import Member
from tests.factories.votes import GROUPS, keys

Row: Any = SimpleNamespace
"""Stands for a row of the database: counting reads plain values."""
CHAIRS, HOURS, GREETING = (Row(id=uuid4(), title={"en": title}, price=0) for title in ("Chairs", "Hours", "Greeting"))
Said = Sequence[tuple[str, int, Sequence[VoteItem]]]
"""Group, how many people, the things in the order each of them likes them; every two of them compared."""


def answers(order: Sequence[VoteItem]) -> dict[str, int]:
    told = [(one.id.hex, other.id.hex) for one, other in combinations(order, 2)]
    return {rules.name_of(rules.pair_of(*pair)): rules.answer_of(rules.pair_of(*pair), pair[0]) for pair in told}


def counted(said: Said, *, k: int = 5, basis: Basis = "groups") -> Count:
    groups = [{**group, "wanted": 6} for group in GROUPS]
    ballot = Row(way="pairs", amount=3, most=1, k=k, k_comments=2 * k, groups=groups, anonymous=k > 1)
    handed_in = [(group, answers(order)) for group, people, order in said for _ in range(people)]
    return counting.counted(ballot, (CHAIRS, HOURS, GREETING), handed_in, basis)


def line(count: Count, item: VoteItem) -> Counted:
    return next(one for one in count.lines if one.item is item)


ALIKE = (("customers", 11, [CHAIRS, HOURS, GREETING]), ("customers", 4, [HOURS, CHAIRS, GREETING]))
SPLIT = (*ALIKE, ("employees", 9, [GREETING, HOURS, CHAIRS]), ("employees", 2, [CHAIRS, HOURS, GREETING]))


def test_the_order_with_its_shares_and_what_it_rests_on() -> None:
    count = counted(ALIKE, k=1)
    assert [one.item.title["en"] for one in count.lines] == ["Chairs", "Hours", "Greeting"]
    greeting = count.lines[-1]
    assert greeting.ranked is not None and greeting.placed is not None
    assert (greeting.placed.low, greeting.ranked.comparisons, greeting.ranked.people) == (3, 30, 15)
    assert isinstance(greeting.points, Shown) and isinstance(greeting.total, Shown)
    assert greeting.points.low is not None and greeting.points.low <= greeting.points.value < 0.1
    assert (greeting.total.value, greeting.total.n) == (0.0, 15)
    assert count.short == []
    assert len(counted(ALIKE[:1], k=1).short) == 3


def test_who_puts_a_thing_as_often_above_as_below_leans_to_neither_side() -> None:
    hours = line(counted(ALIKE, k=1), HOURS)
    assert isinstance(hours.total, Shown)
    assert (hours.total.value, hours.total.n) == (1.0, 4)


def test_groups_that_put_a_thing_on_opposite_sides_contest_it() -> None:
    count = counted(SPLIT, k=1)
    assert [line(count, item).stand for item in (CHAIRS, GREETING)] == ["contested", "specific"]
    assert count.basis == "groups" and count.order_groups == ["customers", "employees"]


def test_a_small_group_hides_and_so_does_what_would_give_it_away() -> None:
    count = counted([*SPLIT[:2], ("employees", 3, [GREETING, HOURS, CHAIRS])])
    chairs = line(count, CHAIRS)
    reasons = {code: one.reason for code, one in chairs.groups.items() if isinstance(one, Hidden)}
    assert reasons == {"customers": "complement", "employees": "too_few"}
    assert (chairs.stand, chairs.placed, count.order_groups) == ("unknown", None, [])
    assert chairs.points == Hidden("too_few", 5)
    by_people = line(counted([*SPLIT[:2], ("employees", 3, [GREETING, HOURS, CHAIRS])], basis="people"), CHAIRS)
    assert isinstance(by_people.points, Shown)


def test_four_people_show_nothing_where_nobody_is_to_be_recognised() -> None:
    count = counted([("customers", 4, [CHAIRS, HOURS, GREETING])])
    assert count.people == Hidden("too_few", 5)
    assert all(isinstance(one.total, Hidden) and isinstance(one.points, Hidden) for one in count.lines)
    assert all(one.placed is None for one in count.lines)


def test_who_cannot_say_took_part_and_moves_nothing() -> None:
    ballot = Row(way="pairs", amount=3, most=1, k=1, k_comments=1, groups=list(GROUPS), anonymous=False)
    unsure = {name: 0 for name in answers((CHAIRS, HOURS))}
    count = counting.counted(ballot, (CHAIRS, HOURS), [("customers", unsure)] * 6, "people")
    assert (count.people, count.order_groups) == (Shown(6, 6), [])
    assert all((one.total, one.points, one.placed) == (Hidden("nobody"), Hidden("nobody"), None) for one in count.lines)


def test_the_next_pair_is_one_not_answered_until_there_are_enough(acme: Member) -> None:
    made, who = pairs_vote(acme, amount=2), uuid4()
    asked = []
    for _ in range(3):
        with acme.at_work():
            ballot = votes.ballot(made.id)
            pair = pairs.next_pair(ballot, who, votes.own(made.id, who).choices)
            assert pair is None or sorted(pairs.sides(ballot, who, pair)) == list(pair)
        asked.append(pair)
        if pair:
            titles = {key: title for title, key in keys(acme, made).items()}
            press(acme, made, who, *(titles[key] for key in pair))
    assert asked[0] != asked[1]
    assert asked[2] is None


def test_what_others_answered_shows_in_what_one_is_asked_only_where_it_is_no_secret(acme: Member) -> None:
    """Everybody answered the pair this person would get: it comes later, unless how people vote is a secret."""
    same = []
    for anonymous in (True, False):
        made, who = pairs_vote(acme, anonymous=anonymous), uuid4()
        titles = {key: title for title, key in keys(acme, made).items()}
        with acme.at_work():
            first = pairs.next_pair(votes.ballot(made.id), who, {})
        assert first is not None
        for _ in range(2):
            press(acme, made, uuid4(), *(titles[key] for key in first))
        with acme.at_work():
            same.append(pairs.next_pair(votes.ballot(made.id), who, {}) == first)
    assert same == [True, False]
