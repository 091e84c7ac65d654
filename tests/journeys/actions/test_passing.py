"""Stages that become others: what is drawn moves, what was collected stays, and the history knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from feedback.errors import Invalid
from feedback.journeys import actions, queries
from feedback.journeys.actions import passing, variants
from feedback.journeys.actions.passing import Merger, Part
from feedback.journeys.queries import variants as drawn
from feedback.journeys.queries import versions
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules.details import StageDetails
from tests.factories.journeys import change, current, journey, touchpoint
from tests.factories.lineage import codes, merge, split
from tests.factories.people import Member

HALVES = [Part({"es": "Antes"}, 50), Part({"es": "Después"}, 50)]


def history(of: Member) -> list[tuple[int, str]]:
    with of.at_work():
        rows = versions.versions(queries.journey())  # type: ignore[arg-type]
        return [(row.number, row.act) for row in reversed(rows)]


def touchpoints(of: Member) -> dict[str, list[str]]:
    return {stage.code: [one.code for one in stage.touchpoints] for stage in current(of)}


def test_a_split_stage_is_followed_by_its_parts(acme: Member) -> None:
    _, visit, _ = journey(acme)
    counter = touchpoint(acme, visit, code="counter")

    def act() -> None:
        stage = queries.stage(visit.id)
        passing.split_stage(stage, parts=HALVES, touchpoints={counter: 1}, note="They wait twice")

    acme.do(act)
    assert codes(acme) == ["booking", "antes", "despues", "billing"]
    assert touchpoints(acme) == {"booking": ["call"], "antes": ["call"], "despues": ["counter"], "billing": ["call"]}
    first, second = current(acme)[1:3]
    with acme.at_work():
        assert lineage().after(visit.id) == tuple(
            sorted([(first.id, 0.5), (second.id, 0.5)], key=lambda one: one[0].hex)
        )
        assert queries.stage(visit.id).retired_at is not None
        newest = versions.newest(visit.journey_id)
        assert newest is not None
        assert (newest.act, newest.note) == ("split", "They wait twice")
        assert [stage["code"] for stage in newest.drawing["stages"]] == codes(acme)


def test_shares_need_not_be_equal_and_duration_is_divided(acme: Member) -> None:
    [visit] = journey(acme, stages=["visit"])
    details = StageDetails({}, lasts_minutes=100)
    change(
        acme, visit, actions.change_stage, name=visit.name, goal={}, silent=False, assumed_feeling=2, details=details
    )
    made = split(acme, "visit", wait=75, repair=25)
    assert [(stage.lasts_minutes, stage.assumed_feeling) for stage in current(acme)] == [(75, 2), (25, 2)]
    with acme.at_work():
        assert lineage().heirs(visit.id) == {made["wait"]: 0.75, made["repair"]: 0.25}


@pytest.mark.parametrize(
    "parts",
    [
        [Part({"es": "Antes"}, 100)],
        [Part({"es": "Antes"}, 50), Part({}, 50)],
        [Part({"es": "Antes"}, 50), Part({"es": "Después"}, 40)],
    ],
)
def test_a_split_that_makes_no_whole_is_refused(acme: Member, parts: Any) -> None:
    [visit] = journey(acme, stages=["visit"])
    with pytest.raises(Invalid):
        change(acme, visit, passing.split_stage, parts=parts)
    assert codes(acme) == ["visit"]


def test_merged_stages_become_the_first_or_a_new_one(acme: Member) -> None:
    booking, visit, _ = journey(acme)
    assert merge(acme, "visit", "booking") == booking.id
    assert touchpoints(acme) == {"booking": ["call", "call-2"], "billing": ["call"]}
    new = merge(acme, "booking", "billing", name="All")
    assert codes(acme) == ["all"]
    assert touchpoints(acme) == {"all": ["call", "call-2", "call-3"]}
    with acme.at_work():
        assert {lineage().standing(one) for one in (booking.id, visit.id, new)} == {new}
    assert history(acme)[-2:] == [(4, "merged"), (5, "merged")]


def test_only_neighbours_on_the_map_become_one(acme: Member) -> None:
    journey(acme)
    for wrong in (("booking", "billing"), ("booking",)):
        with pytest.raises(Invalid):
            merge(acme, *wrong)
    with pytest.raises(Invalid):
        acme.do(lambda: passing.merge_stages([]))
    assert codes(acme) == ["booking", "visit", "billing"]


def test_a_stage_may_be_retired_with_another_in_its_place(acme: Member) -> None:
    booking, visit, billing = journey(acme)
    acme.do(lambda: passing.retire_into(queries.stage(booking.id), into=queries.stage(billing.id)))
    acme.do(lambda: passing.retire_into(queries.stage(visit.id)))
    acme.do(lambda: passing.retire_into(queries.stage(visit.id)))
    assert codes(acme) == ["billing"]
    with acme.at_work():
        known = lineage()
        assert (known.standing(booking.id), known.standing(visit.id)) == (billing.id, visit.id)
    with pytest.raises(Invalid):
        acme.do(lambda: passing.retire_into(queries.stage(billing.id), into=queries.stage(visit.id)))


def test_what_comes_back_counts_for_itself_again(acme: Member) -> None:
    booking, *_ = journey(acme)
    acme.do(lambda: passing.retire_into(queries.stage(booking.id), into=queries.stage_named("visit")))
    change(acme, booking, actions.restore_stage)
    with acme.at_work():
        assert lineage().standing(booking.id) == booking.id
    split(acme, "visit", a=50, b=50)
    visit = queries_stage(acme, "visit")
    change(acme, booking, actions.move_stage, direction="up")
    acme.do(lambda: actions.restore_stage(queries.stage(visit)))
    with acme.at_work():
        assert lineage().moved == {}
        assert dict(lineage().split) == {}


def queries_stage(of: Member, code: str) -> UUID:
    with of.at_work():
        return queries.stage_named(code).id


def test_every_change_of_the_stages_is_a_version_and_nothing_else_is(acme: Member) -> None:
    stages = journey(acme)
    first = history(acme)
    assert [act for _, act in first] == ["added"] * 3
    change(acme, stages[0], actions.move_stage, direction="up")
    assert history(acme) == first
    change(acme, stages[0], actions.move_stage, direction="down")
    said = {"goal": {}, "silent": False, "assumed_feeling": None}
    change(acme, stages[0], actions.change_stage, name={"es": "Cita"}, **said)
    change(acme, stages[0], actions.change_stage, name={"es": "Cita"}, **said)
    change(acme, stages[0], actions.change_stage, name={"es": "Cita"}, **{**said, "silent": True})
    change(acme, stages[0], actions.retire_stage)
    change(acme, stages[0], actions.restore_stage)
    acts = [act for _, act in history(acme)[3:]]
    assert acts == ["moved", "renamed", "changed", "retired", "restored"]


def test_variants_follow_what_becomes_of_their_stages(acme: Member) -> None:
    _booking, visit, billing = journey(acme)

    def draw() -> None:
        order = [billing.id, visit.id]
        variants.add_variant(queries.journey(), name={"es": "Corta"}, stages=order)  # type: ignore[arg-type]

    acme.do(draw)
    split(acme, "visit", wait=50, repair=50)
    assert ways(acme) == {"corta": ["billing", "wait", "repair"]}
    merge(acme, "booking", "wait")
    assert ways(acme) == {"corta": ["billing", "booking", "repair"]}


def ways(of: Member) -> dict[str, list[str]]:
    with of.at_work():
        return {one.code: [stage.code for stage in drawn.stages_of(one)] for one in drawn.variants()}


def test_a_merger_says_what_comes_of_it() -> None:
    assert Merger() == Merger({})
