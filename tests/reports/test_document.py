"""What of a report concerns one area."""

from __future__ import annotations

from dataclasses import replace

from feedback.reports.document import of_area
from tests.factories.documents import small


def test_an_area_sees_its_stages_and_what_stands_there() -> None:
    part = of_area(small(), "field")
    assert [one.code for one in part.stages] == ["visit"]
    stages = [one.stage for one in part.coverage] + [one.stage for one in part.scores]
    assert {*stages, *(one.stage for one in part.shared), *(one.stage for one in part.moments)} == {"visit"}
    assert [one.number for one in part.lines] == [1]
    assert (len(part.work), len(part.decisions), len(part.effects)) == (1, 1, 1)


def test_an_improvement_of_its_own_is_there_wherever_it_stands() -> None:
    whole = small()
    own = [replace(one, area="field") if one.number == 2 else one for one in whole.lines]
    assert [one.number for one in of_area(replace(whole, lines=own), "field").lines] == [1, 2]


def test_an_area_nobody_gave_a_role_has_an_empty_page() -> None:
    part = of_area(small(), "marketing")
    assert (part.stages, part.scores, part.lines, part.work) == ([], [], [], [])


def test_what_is_not_in_it_has_no_name() -> None:
    held = small()
    assert (held.stage_name("nothing"), held.area("nothing"), held.score("visit", "nothing")) == (None, None, None)
    assert held.group("gone").name == {"en": "gone"}
