"""What each stage lacks, read from the blueprint."""

from __future__ import annotations

from feedback.journeys import actions
from feedback.journeys.queries import needs
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import change, current, journey
from tests.factories.people import Member


def lacking(of: Member) -> dict[str, list[tuple[str, str]]]:
    with of.at_work():
        found = needs.needs()
    stages = {stage.id: stage.code for stage in current(of)}
    return {stages[key]: [(one.kind, one.text["en"]) for one in here.needs] for key, here in found.items()}


def test_each_stage_has_its_own(acme: Member) -> None:
    journey(acme)
    item(acme, "booking", "question", "When?")
    item(acme, "visit", "process", "Tell", need=both("Know the hour"), state="failing")
    item(acme, "visit", "wait", "The technician", minutes=40)
    assert lacking(acme) == {
        "booking": [("unanswered", "When?")],
        "visit": [("unserved", "Know the hour"), ("waiting", "The technician")],
    }


def test_a_gap_between_tools_stands_where_it_ends(acme: Member) -> None:
    stages = journey(acme)
    calls = item(acme, "booking", "tool", "Calls", state="working")
    tablet = item(acme, "visit", "tool", "Tablet", state="working")
    link(acme, calls, tablet, "none", "The address")
    assert lacking(acme) == {"booking": [], "visit": [("not_carried", "The address")]}
    change(acme, stages[0], actions.retire_stage)
    assert lacking(acme) == {"visit": []}


def test_a_need_is_found_by_any_thing_it_goes_back_to(acme: Member) -> None:
    journey(acme)
    serving = [item(acme, "visit", kind, kind, need=both("Pay"), state="missing") for kind in ("process", "tool")]
    gap = link(acme, item(acme, "visit", "tool", "A", state="working"), serving[1], "by_hand")
    with acme.at_work():
        found = [needs.need_of_item(one) for one in serving]
        assert [need and need.text["en"] for need in found] == ["Pay", "Pay"]
        assert (between := needs.need_of_link(gap)) is not None and between.kind == "retyped"
        assert needs.need_of_item(gap) is None
        assert needs.need_of_link(serving[0]) is None
