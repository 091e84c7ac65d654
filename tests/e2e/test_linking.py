"""Case 72: with the whole database in hand nobody is found above chance; in a build done the obvious way everybody."""

from __future__ import annotations

import pytest

from tests.e2e import linking
from tests.e2e.linking import PEOPLE, Known, Row, too_many
from tests.factories.people import Member


@pytest.mark.parametrize("close", [False, True])
def test_twenty_known_people_are_not_found(acme: Member, close: bool) -> None:
    _, known = linking.twenty(acme, close=close)
    assert len(set(known.truth.values())) == PEOPLE
    found = linking.attack(linking.plainly(linking.dump(acme.app)), known)
    assert len(found) >= 3
    assert {linker: hits for linker, hits in found.items() if hits >= too_many(linker)} == {}


def test_the_obvious_build_gives_everybody_away(acme: Member) -> None:
    people = [f"{number:032x}" for number in range(7, 7 + PEOPLE)]
    known = linking.naive(acme.app, people)
    try:
        found = linking.attack(linking.plainly(linking.dump_naive(acme.app)), known, linking.NAIVE)
    finally:
        linking.forget_naive(acme.app)
    assert found["an equal value or hash"] == PEOPLE
    assert max(hits for linker, hits in found.items() if linker.startswith("order")) == PEOPLE
    assert all(hits == PEOPLE for linker, hits in found.items() if linker.startswith("same transaction"))


def test_who_guesses_blindly_finds_one_and_a_batch_of_five_four() -> None:
    people = [f"person {number:02}" for number in range(PEOPLE)]
    known = Known(people, {person: person.replace("person", "response") for person in people})
    assert linking.expected_hits({}, known) == pytest.approx(1)
    rows = [Row("response", {"id": one}, {"transaction": place // 5}) for place, one in enumerate(known.truth.values())]
    found = linking.attack(rows, known)
    assert found["order by transaction of response"] == pytest.approx(4)
    assert found["order by transaction of response, by fives"] == pytest.approx(4)
    assert too_many("order by transaction of response, by fives") < 4
    placed = [Row("response", {"id": one}, {"place": place}) for place, one in enumerate(known.truth.values())]
    assert linking.attack(placed, known) == {
        "an equal value or hash": pytest.approx(1),
        "order by place of response": 20,
        "order by place of response, by fives": pytest.approx(4),
    }
