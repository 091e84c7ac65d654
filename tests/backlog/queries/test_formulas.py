"""What other formulas take from the list."""

from __future__ import annotations

import pytest

from feedback.backlog.queries import comparing, formulas
from tests.factories.backlog import ground, improvement, listed, said_and_proposed
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, closed, counted, opened, published


def test_lines_carry_the_figures_of_the_list(acme: Member) -> None:
    said_and_proposed(acme)
    improvement(acme)
    board = listed(acme)
    with acme.at_work():
        found = comparing.figures()
        assert found is not None
        rice, boxes = formulas.rice_lines(found), formulas.box_lines(found)
    by_number = {line.improvement.number: line for line in board.lines if line.parts}
    assert {one.line.number: (one.rank, one.rice.reach) for one in rice} == {
        number: (line.rank, line.score.people) for number, line in by_number.items() if line.score
    }
    assert [one.rank for one in boxes] == [1, 2]
    first = by_number[boxes[0].line.number].parts
    assert first is not None
    low, value, high = boxes[0].box.impact
    assert value == pytest.approx(first["reach"] * first["severity"] * first["breadth"] * first["moment"])
    assert low < value < high
    assert (boxes[0].estimated, boxes[0].box.effort.high) == (False, 20)


def pair(importance: int, satisfaction: int) -> dict[str, dict[str, int]]:
    return {"parts": {"importance": importance, "satisfaction": satisfaction}}


def test_opportunity_is_told_by_group_where_it_may_be(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, asked("fast", "importance", "visit")), ["customers"])
    answered(survey, "customers", 8, fast=pair(5, 2))
    answered(survey, "customers", 2, fast=pair(2, 4))
    counted(survey)
    hushed = opened(acme, published(acme, asked("fast", "importance")), ["employees"], mode="anonymous")
    answered(hushed, "employees", 3, fast=pair(5, 1))
    closed(hushed)
    with acme.at_work():
        told, kept_back = formulas.opportunities()
    assert told.score is not None
    assert (told.group.code, told.score.n, told.score.importance, told.score.satisfaction) == ("customers", 10, 8, 2)
    assert told.score.value == pytest.approx(14)
    assert told.score.low < 14 < told.score.high
    assert (kept_back.group.code, kept_back.score) == ("employees", None)
    assert kept_back.hidden.reason == "too_few"


def test_only_scales_of_five_have_an_opportunity(acme: Member) -> None:
    ground(acme)
    wide = asked("fast", "importance", "visit", settings={"points": 7})
    survey = opened(acme, published(acme, wide), ["customers"])
    answered(survey, "customers", 8, fast=pair(7, 2))
    counted(survey)
    with acme.at_work():
        assert formulas.opportunities() == []
