"""The people's order beside the order of the evidence."""

from __future__ import annotations

import pytest

from feedback.backlog.rules import votes as rules
from feedback.backlog.rules.votes import Evidence, Parting, Place

USUAL = {"reach": 0.2, "severity": 0.5, "breadth": 1.5, "moment": 1.0, "effort": [1, 5, 20]}


def line(value: float, low: int, high: int, **parts: object) -> Evidence:
    return Evidence(value, low, high, {**USUAL, **parts})


def test_places_are_among_the_things_of_the_vote_only() -> None:
    lines = {"a": line(3, 1, 4), "b": line(2, 3, 9), "c": line(1, 12, 30), "d": line(0.5, 35, 60)}
    assert rules.places(lines) == {"a": Place(1, 1, 2), "b": Place(2, 1, 2), "c": Place(3, 3, 3), "d": Place(4, 4, 4)}
    assert rules.places({}) == {}


@pytest.mark.parametrize(
    ("people", "evidence", "kind"),
    [
        (Place(1, 1, 2), Place(4, 3, 5), rules.HIGHER),
        (Place(5, 4, 5), Place(2, 1, 3), rules.LOWER),
        (Place(1, 1, 3), Place(4, 3, 5), rules.SAME),
        (None, Place(1, 1, 1), rules.UNKNOWN),
        (Place(1, 1, 1), None, rules.UNKNOWN),
    ],
)
def test_only_places_that_do_not_touch_part(people: Place | None, evidence: Place | None, kind: str) -> None:
    own = line(1, 1, 1)
    assert rules.part(people, evidence, own, [own]).kind == kind
    assert rules.part(people, evidence, None, []).kind == rules.UNKNOWN


@pytest.mark.parametrize(
    ("parts", "low", "high"),
    [
        ({"reach": 0.05}, "reach", ""),
        ({"reach": 0.8}, "", "reach"),
        ({"effort": [10, 50, 90]}, "effort", ""),
        ({"effort": [1, 1, 2], "severity": 0.3}, "severity", "effort"),
        ({"moment": 1.5}, "", "moment"),
        ({"breadth": 1.0}, "breadth", ""),
        ({}, "", ""),
    ],
)
def test_the_part_that_pulls_most_explains_it(parts: dict[str, object], low: str, high: str) -> None:
    """`low`: what holds the line down where people put it higher; `high`: what lifts it where they put it lower."""
    own = line(1, 1, 1, **parts)
    among = [own, line(1, 1, 1), line(1, 1, 1)]
    assert rules.part(Place(1, 1, 1), Place(3, 3, 3), own, among) == Parting(rules.HIGHER, low)
    assert rules.part(Place(3, 3, 3), Place(1, 1, 1), own, among) == Parting(rules.LOWER, high)


def test_every_difference_has_a_name_and_a_sentence() -> None:
    kinds = (rules.HIGHER, rules.LOWER)
    words = {str(rules.parting_words(Parting(kind, part))) for kind in kinds for part in (*rules.PARTS, "")}
    assert len(words) == 12
    assert len({str(rules.parting_name(kind)) for kind in (*kinds, rules.SAME, rules.UNKNOWN)}) == 4
