"""Key flows with what is known of each touchpoint on the way."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.statistics import wilson
from feedback.insights.queries.flows import FlowLife, KeyFlows, key_flows
from feedback.insights.rules.flows import Break
from tests.factories import surveys
from tests.factories.blueprint import both, flow, item
from tests.factories.groups import three_groups
from tests.factories.heard import answered_about, counted, heard
from tests.factories.journeys import current, journey
from tests.factories.people import Member
from tests.factories.walks import chosen, looked
from tests.statements import counted as statements


def known(of: Member) -> KeyFlows:
    with of.at_work():
        return key_flows()


def only(of: Member) -> FlowLife:
    [found] = known(of).flows
    return found


def ground(of: Member, path: tuple[str, ...] = ("booking", "visit", "billing")) -> None:
    three_groups(of)
    journey(of)
    flow(of, path=path)


def walked(of: Member, outcomes: dict[str, str]) -> None:
    """Services walked: stage -> one letter a service, h as drawn, n not at all."""
    points = {stage.code: stage.touchpoints[0].id for stage in current(of)}
    words = {"h": "happened", "n": "not"}
    for stage, letters in outcomes.items():
        for number, letter in enumerate(letters):
            looked(of, chosen(of, f"{stage}-{number}")[0], points[stage], words[letter])


def names(found: FlowLife) -> list[str]:
    return [step.stage.code for step in found.worst]


def test_without_flows_nothing_is_read(acme: Member) -> None:
    assert known(acme) == KeyFlows()


def test_without_evidence_it_is_not_known_yet(acme: Member) -> None:
    ground(acme)
    found = only(acme)
    assert (found.breaks, found.worst) == (None, [])
    assert [step.walked for step in found.steps] == [None] * 3


def test_walks_name_the_touchpoint(acme: Member) -> None:
    ground(acme)
    walked(acme, {"booking": "h" * 12, "visit": "n" * 11 + "h"})
    found = only(acme)
    assert found.breaks == Break("walks", (found.steps[1].touchpoint.id,), 2)
    assert (names(found), found.group) == (["visit"], None)


def test_a_few_walks_name_nobody_alone(acme: Member) -> None:
    ground(acme)
    walked(acme, {"booking": "hh", "visit": "nh"})
    assert names(only(acme)) == ["booking", "visit"]


def test_without_walks_what_customers_say_names_the_stage(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", feeling="neg", stage="visit", n=20)
    heard(acme, "customers", feeling="pos", stage="booking", n=20, text="They were very kind to us.")
    heard(acme, "employees", feeling="neg", stage="booking", n=40)
    counted(acme)
    found = only(acme)
    assert found.breaks is not None and found.group is not None
    assert (found.breaks.source, names(found), found.group.code) == ("said", ["visit"], "customers")
    assert [group.code for group in known(acme).groups] == ["customers"], "employees do not live this journey"
    share, expected = found.steps[1].unhappy[found.group.id], wilson(20, 20)
    assert expected is not None
    assert share == Shown(1.0, 20, expected.low, expected.high)
    assert found.steps[2].unhappy[found.group.id] == Hidden("nobody")


def test_what_a_protected_survey_may_not_tell_says_nothing_here(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    flow(acme)
    for stage in ("booking", "visit"):
        questionnaire = surveys.published(acme, *surveys.standard(stage), title=stage)
        survey = surveys.opened(acme, questionnaire, ["customers"], mode="anonymous")
        answered_about(survey, "customers", 3)
    counted(acme)
    found = only(acme)
    assert found.breaks is None
    assert {type(result) for step in found.steps for result in step.unhappy.values()} == {Hidden}


def test_needs_of_the_touchpoint_and_of_the_whole_stage_stand_there(acme: Member) -> None:
    ground(acme, ("booking", "visit"))
    stages = current(acme)
    other = stages[1].touchpoints[0].id
    item(acme, "booking", "process", "Phone list", need=both("Call back"), state="failing")
    item(acme, "visit", "process", "Tell", need=both("Know the hour"), state="missing", touchpoint_id=other)
    item(acme, "visit", "process", "Pay", need=both("Pay"), state="working")
    found = only(acme)
    assert [[need.text["en"] for need in step.lacking] for step in found.steps] == [["Call back"], ["Know the hour"]]


def test_a_touchpoint_twice_on_the_way_is_named_once(acme: Member) -> None:
    ground(acme, ("visit", "booking", "visit"))
    walked(acme, {"booking": "h" * 12, "visit": "n" * 12})
    found = only(acme)
    assert (len(found.steps), names(found)) == (3, ["visit"])


def test_reads_do_not_depend_on_how_many_flows_there_are(acme: Member) -> None:
    ground(acme)
    reads = []
    for name in ("Second", "Third"):
        flow(acme, name)
        with acme.at_work(), statements(acme.app) as seen:
            key_flows()
        reads.append(len(seen))
    assert reads[0] == reads[1]
