"""Reading the blueprint: stage by stage, of the journey in use alone."""

from __future__ import annotations

from feedback.journeys import actions
from feedback.journeys.queries import blueprint
from tests.factories.blueprint import item, link
from tests.factories.journeys import change, current, journey
from tests.factories.people import Member


def drawn(of: Member) -> dict[str, list[str]]:
    """Stage -> the texts of its things."""
    with of.at_work():
        found = blueprint.by_stage()
    return {stage.code: [row.text["en"] for row in found[stage.id]] for stage in current(of) if stage.id in found}


def test_things_stand_at_their_stage_in_order(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        journey(of)
    for text, stage in (("B", "visit"), ("A", "booking"), ("C", "visit")):
        item(acme, stage, "front", text)
    item(globex, "visit", "front", "theirs")
    assert drawn(acme) == {"booking": ["A"], "visit": ["B", "C"]}


def test_stages_off_the_map_take_their_tools_with_them(acme: Member) -> None:
    stages = journey(acme)
    item(acme, "booking", "tool", "Agenda")
    item(acme, "visit", "tool", "Tablet")
    change(acme, stages[0], actions.retire_stage)
    with acme.at_work():
        assert [tool.text["en"] for tool in blueprint.tools()] == ["Tablet"]
    assert drawn(acme) == {"visit": ["Tablet"]}


def test_a_tool_knows_its_links_both_ways(acme: Member) -> None:
    journey(acme)
    calls, agenda, tablet = (item(acme, "visit", "tool", name) for name in ("Calls", "Agenda", "Tablet"))
    made = {link(acme, calls, agenda), link(acme, agenda, tablet)}
    with acme.at_work():
        assert {row.id for row in blueprint.links_of(agenda)} == made
        assert len(blueprint.links_of(tablet)) == 1
