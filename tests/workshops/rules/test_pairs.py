"""Which pairs a person is asked, on which side, and what an answer may be."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.workshops.rules import pairs as rules
from feedback.workshops.rules import votes

THINGS = ["a", "b", "c", "d", "e", "f", "g"]
PEOPLE = [UUID(int=number) for number in range(1, 21)]


def asked(lot: bytes, amount: int, things: list[str] = THINGS, **more: dict[str, tuple[int, int]]) -> list[rules.Pair]:
    """The pairs of one person who always presses the first."""
    mine: dict[str, int] = {}
    for _ in range(amount):
        if (pair := rules.next_pair(things, mine, lot, **more)) is None:
            break
        mine[rules.name_of(pair)] = rules.FIRST
    return [tuple(name.split("|")) for name in mine]  # type: ignore[misc]


def test_enough_pairs_for_the_things_and_the_people() -> None:
    assert rules.suggested(8, 20) == 6
    assert rules.suggested(12, 100) == 6
    assert rules.suggested(40, 5) == rules.MOST_USUAL
    assert rules.suggested(3, 4) == 3
    assert rules.people_needed(8, 6) == 20


@pytest.mark.parametrize(("amount", "wanted", "settled"), [(0, 0, 6), (0, 60, 4), (9, 0, 9), (40, 0, 28)])
def test_the_number_of_pairs_is_settled_by_things_and_people(amount: int, wanted: int, settled: int) -> None:
    groups = [{"wanted": wanted}]
    assert rules.settled(votes.Rules(votes.PAIRS, amount), 8, groups).amount == settled
    assert rules.settled(votes.Rules(votes.DOTS, 5), 8, groups).amount == 5


@given(st.uuids(), st.integers(1, 30))
def test_never_a_pair_twice_and_each_thing_as_often_as_the_others(who: UUID, amount: int) -> None:
    found = asked(rules.lot_of("secret", who), amount)
    assert len(set(found)) == len(found) == min(amount, rules.possible(len(THINGS)))
    times = Counter(thing for pair in found for thing in pair)
    assert max(times.values()) - min(times[thing] for thing in THINGS) <= 2


def test_the_same_person_is_asked_the_same_and_another_person_other_pairs() -> None:
    lots = [rules.lot_of("secret", who) for who in PEOPLE]
    assert asked(lots[0], 5) == asked(lots[0], 5)
    assert len({tuple(asked(lot, 5)) for lot in lots}) == len(PEOPLE)
    assert asked(rules.lot_of("another secret", PEOPLE[0]), 5) != asked(lots[0], 5)


def test_things_are_compared_equally_often_and_stand_left_as_often_as_right() -> None:
    times: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for who in PEOPLE:
        lot = rules.lot_of("secret", who)
        for pair in asked(lot, 7):
            assert sorted(rules.sides(pair, THINGS, lot)) == sorted(pair)
            times.update(pair)
            left[rules.sides(pair, THINGS, lot)[0]] += 1
    assert set(times.values()) <= {39, 40, 41}
    assert all(12 <= left[thing] <= 28 for thing in THINGS)


def test_pairs_asked_seldom_come_first_and_close_ones_sooner_than_decided_ones() -> None:
    lot = rules.lot_of("secret", PEOPLE[0])
    things = ["a", "b", "c", "d"]
    seldom = {name: (9, 9) for name in ("a|b", "a|c", "a|d", "b|c", "b|d")}
    assert asked(lot, 1, things, met=seldom) == [("c", "d")]
    close = {name: (20, 0) for name in (*seldom, "c|d")} | {"a|d": (10, 10)}
    assert asked(lot, 1, things, met=close) == [("a", "d")]


def test_what_may_be_answered() -> None:
    pair = rules.pair_named("b|a", THINGS)
    assert pair == ("a", "b")
    assert [rules.answer_of(pair, pressed) for pressed in ("a", "b", "none")] == [1, 2, 0]
    assert [rules.pair_named(name, THINGS) for name in ("a|a", "a", "a|z", "a|b|c", "")] == [None] * 5
    with pytest.raises(Invalid):
        rules.answer_of(pair, "c")
    answers = {"a|b": 2, "c|d": 0, "a|c": 1}
    assert rules.told(answers) == [("b", "a"), ("a", "c")]
    assert [rules.pressed(one, answers) for one in (("a", "b"), ("c", "d"), ("a", "d"))] == ["b", "none", ""]
    assert rules.tallied([answers, {"a|b": 1}]) == {"a|b": (1, 1), "a|c": (1, 0)}


def test_an_answer_may_change_when_there_is_no_room_for_another() -> None:
    rules.check_room({"a|b": 1}, ("a", "b"), 1)
    with pytest.raises(Invalid):
        rules.check_room({"a|b": 1}, ("a", "c"), 1)


def test_how_groups_stand_is_said_of_every_kind() -> None:
    said = {kind: str(rules.stand_words(kind)) for kind in ("shared", "contested", "specific", "open", "unknown")}
    assert len(set(said.values())) == 5
