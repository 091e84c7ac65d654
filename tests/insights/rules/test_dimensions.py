from __future__ import annotations

from feedback.insights.rules.dimensions import OF, Weight, weight
from feedback.journeys.rules.details import DIMENSIONS


def test_more_than_half_of_the_touchpoints_make_a_stage_so() -> None:
    assert weight(["human", "human", "digital"]) == Weight("human", 2, 3)
    assert weight(["human", "digital"]) is None
    assert weight(["human", "", ""]) is None, "what nobody knows counts against it"
    assert weight([]) is weight(["", ""]) is None


def test_all_of_them() -> None:
    one, other = weight(["physical", "physical"]), weight(["physical", "physical", ""])
    assert one and one.only and other and not other.only


def test_the_three_are_those_of_touchpoints() -> None:
    assert list(DIMENSIONS) == list(OF)
