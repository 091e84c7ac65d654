from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from feedback.journeys.rules.conflicts import differing

SALES, SERVICE = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Said:
    function_id: UUID | None
    topic: str = "feeling"
    value: float | None = None
    text: dict[str, str] = field(default_factory=dict)


def test_two_areas_with_different_values_part() -> None:
    both = [Said(SALES, value=4), Said(SERVICE, value=2)]
    assert differing(both) == [both]
    assert differing([Said(SALES, value=4), Said(SERVICE, value=4)]) == []
    assert differing([Said(SALES, value=4), Said(SALES, value=2)]) == [], "one area may change its mind"


def test_words_are_compared_in_a_language_both_have() -> None:
    def pair(one: dict[str, str], other: dict[str, str]) -> int:
        return len(differing([Said(SALES, "goal", text=one), Said(SERVICE, "goal", text=other)]))

    assert pair({"en": "A room"}, {"en": " a  ROOM."}) == 0
    assert pair({"en": "A room"}, {"en": "A bed"}) == 1
    assert pair({"en": "A room"}, {"es": "Una cama"}) == 0


def test_without_a_topic_or_an_area_nothing_is_compared() -> None:
    assert differing([Said(SALES, "", 4), Said(SERVICE, "", 2)]) == []
    assert differing([Said(None, value=4), Said(SERVICE, value=2)]) == []
    assert differing([Said(SALES, "goal", 1), Said(SERVICE, "feeling", 2)]) == []
