from __future__ import annotations

import pytest

from feedback.insights.queries import felt
from tests.factories import surveys
from tests.factories.people import Member
from tests.factories.runs import ground


@pytest.mark.parametrize(
    ("scored", "feels"),
    [
        ([], None),
        ([("nps", 10.0)], "pos"),
        ([("nps", 8.0)], "neu"),
        ([("nps", 6.0)], "neg"),
        ([("nps", 10.0), ("csat", 1.0)], "neg"),
        ([("csat", 5.0), ("csat", 1.0)], "neu"),
        ([("rating", 4.0)], "pos"),
    ],
)
def test_how_somebody_felt(scored: list[felt.Score], feels: str | None) -> None:
    found = felt.rated("x", "es", scored)
    assert (found.feels if found else None) == feels


def test_scores_stand_by_person_and_stage_and_effort_is_none(acme: Member) -> None:
    ground(acme)
    asked = [*surveys.standard(), surveys.asked("ces", "ces", "visit")]
    opened = surveys.opened(acme, surveys.published(acme, *asked), ["customers"], mode="identified")
    (person,) = surveys.answered(opened, "customers", 1, csat=2, nps=9, ces=7)
    visit = opened.questions["csat"][1]
    with acme.at_work():
        lines = felt.lines()
        found = felt.scores({person}, lines)
        assert felt.scores({person}, {}) == {}
    assert sorted(line.measure for line in lines.values()) == ["csat", "nps"]
    assert found == {(person, visit): [("csat", 2.0)], (person, None): [("nps", 9.0)]}
