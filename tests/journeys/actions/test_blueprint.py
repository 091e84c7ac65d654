"""Adding, changing, moving and removing things of the blueprint."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from feedback.errors import Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.actions import blueprint as actions
from feedback.journeys.actions import functions, remove_touchpoint
from feedback.journeys.models import BlueprintItem
from feedback.journeys.queries import blueprint as queries
from feedback.journeys.rules import blueprint as rules
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import current, journey
from tests.factories.people import Member


def row(of: Member, item_id: UUID) -> BlueprintItem:
    with of.at_work():
        return queries.item(item_id)


def layer(of: Member, stage: str, kind: str) -> list[str]:
    with of.at_work():
        found = queries.of_stage(journeys.stage_named(stage).id)
    return [one.text["en"] for one in found if one.kind == kind]


def test_everything_that_belongs_to_its_kind_is_kept(acme: Member) -> None:
    stages = journey(acme)
    area = acme.do(lambda: functions.add(name=both("Care")).id)
    point = stages[1].touchpoints[0].id
    every = {
        "touchpoint_id": point,
        "function_id": area,
        "said_when": both("the day before"),
        "need": both("Pay"),
        "state": "failing",
        "answered": both("On the web"),
        "minutes": 30,
    }
    kept = {}
    for kind in ("communication", "tool", "question", "wait", "front"):
        made = row(acme, item(acme, "visit", kind, **every))
        assert (made.touchpoint_id, made.function_id) == (point, area)
        kept[kind] = (made.said_when, made.need, made.state, made.answered, made.minutes)
    assert kept == {
        "communication": (both("the day before"), {}, "", {}, None),
        "tool": ({}, both("Pay"), "failing", {}, None),
        "question": ({}, {}, "", both("On the web"), None),
        "wait": ({}, {}, "", {}, 30),
        "front": ({}, {}, "", {}, None),
    }


def test_what_is_not_given_stays(acme: Member) -> None:
    journey(acme)
    made = item(acme, "visit", "tool", "Agenda", need=both("Know the hour"), state="missing")
    acme.do(lambda: actions.change(queries.item(made), state="working"))
    found = row(acme, made)
    assert (found.text, found.need, found.state) == (both("Agenda"), both("Know the hour"), "working")


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("wish", {}, "kind"),
        ("tool", {"text": {"es": " "}}, "text"),
        ("tool", {"text": {"es": "x" * (rules.LONGEST_ITEM + 1)}}, "text_es"),
        ("tool", {"need": {"en": "x" * (rules.LONGEST_ITEM + 1)}}, "need_en"),
        ("tool", {"state": "bad"}, "state"),
        ("wait", {"minutes": -1}, "minutes"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(acme: Member, kind: str, fields: dict[str, Any], field: str) -> None:
    journey(acme)
    with pytest.raises(Invalid) as refused:
        item(acme, "visit", kind, **fields)
    assert list(refused.value.fields) == [field]
    assert layer(acme, "visit", kind) == []


def test_a_touchpoint_of_another_stage_and_a_foreign_area_are_not_found(acme: Member, globex: Member) -> None:
    stages = journey(acme)
    theirs = globex.do(lambda: functions.add(name=both("Care")).id)
    for wrong in ({"touchpoint_id": stages[0].touchpoints[0].id}, {"function_id": theirs}, {"function_id": uuid4()}):
        with pytest.raises(NotFound):
            item(acme, "visit", "front", **wrong)


def test_a_full_stage_takes_no_more(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    journey(acme)
    monkeypatch.setattr(rules, "MOST_ITEMS", 1)
    item(acme, "visit", "front")
    with pytest.raises(Invalid):
        item(acme, "visit", "back")
    item(acme, "booking", "back")


def test_things_move_within_their_layer_and_past_others(acme: Member) -> None:
    journey(acme)
    first = item(acme, "visit", "front", "A")
    item(acme, "visit", "back", "between")
    last = item(acme, "visit", "front", "B")
    acme.do(lambda: actions.move(queries.item(last), direction="up"))
    assert (layer(acme, "visit", "front"), layer(acme, "visit", "back")) == (["B", "A"], ["between"])
    acme.do(lambda: actions.move(queries.item(first), direction="down"))
    assert layer(acme, "visit", "front") == ["B", "A"], "it was the last already"


def test_a_tool_goes_with_its_links(acme: Member) -> None:
    journey(acme)
    gone, stays = item(acme, "visit", "tool", "A"), item(acme, "visit", "tool", "B")
    link(acme, gone, stays)
    acme.do(lambda: actions.remove(queries.item(gone)))
    with acme.at_work():
        assert (queries.links(), [tool.id for tool in queries.tools()]) == ([], [stays])
    assert [stage.code for stage in current(acme)] == ["booking", "visit", "billing"]


def test_what_stood_behind_a_touchpoint_that_goes_stays_with_its_stage(acme: Member) -> None:
    stages = journey(acme)
    point = stages[1].touchpoints[0].id
    made = item(acme, "visit", "wait", touchpoint_id=point)
    acme.do(lambda: remove_touchpoint(journeys.touchpoint(stages[1].id, point)))
    assert row(acme, made).touchpoint_id is None
    assert current(acme)[1].touchpoints == []
