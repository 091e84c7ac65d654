"""Making key flows and laying their path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from feedback.errors import Conflict, Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.actions import flows as actions
from feedback.journeys.actions import remove_touchpoint
from feedback.journeys.queries import flows as queries
from tests.factories.blueprint import both, flow
from tests.factories.journeys import journey
from tests.factories.people import Member


def change(of: Member, code: str, action: Callable[..., Any], **values: Any) -> None:
    of.do(lambda: action(queries.flow(code), **values))


def path(of: Member, code: str) -> list[str]:
    with of.at_work():
        points = queries.touchpoints()
        return [points[step.touchpoint_id].stage.code for step in queries.flow(code).steps]


def test_a_flow_needs_a_journey_and_a_name(acme: Member) -> None:
    with pytest.raises(Conflict):
        flow(acme, path=())
    journey(acme)
    with pytest.raises(Invalid) as refused:
        flow(acme, "", ())
    assert list(refused.value.fields) == ["name"]


def test_two_flows_of_one_name_have_codes_of_their_own(acme: Member) -> None:
    journey(acme)
    assert [flow(acme), flow(acme)] == ["from-call-to-repair", "from-call-to-repair-2"]


def test_name_and_end_change_and_the_code_stays(acme: Member) -> None:
    journey(acme)
    code = flow(acme)
    change(acme, code, actions.change, name=both("Repair"), good_end={})
    with acme.at_work():
        found = queries.flow(code)
    assert (found.name, found.good_end) == (both("Repair"), {})


def test_a_path_may_come_by_twice_and_is_put_in_order(acme: Member) -> None:
    journey(acme)
    code = flow(acme, path=("booking", "visit", "booking"))
    change(acme, code, actions.move_step, place=2, direction="up")
    assert path(acme, code) == ["visit", "booking", "booking"]
    change(acme, code, actions.remove_step, place=1)
    assert path(acme, code) == ["booking", "booking"]
    acme.do(lambda: actions.add_step(queries.flow(code), journeys.stage_named("billing").touchpoints[0]))
    assert path(acme, code) == ["booking", "booking", "billing"]
    for place in (0, 4):
        with pytest.raises(NotFound):
            change(acme, code, actions.remove_step, place=place)


def test_a_flow_is_forgotten_and_its_touchpoints_stay(acme: Member) -> None:
    journey(acme)
    change(acme, flow(acme), actions.remove)
    with acme.at_work():
        assert (queries.flows(), len(queries.touchpoints())) == ([], 3)


def test_a_touchpoint_that_goes_leaves_the_path(acme: Member) -> None:
    journey(acme)
    code = flow(acme)
    acme.do(lambda: remove_touchpoint(journeys.stage_named("booking").touchpoints[0]))
    assert path(acme, code) == ["visit"]
    change(acme, code, actions.move_step, place=1, direction="up")
    assert path(acme, code) == ["visit"]
