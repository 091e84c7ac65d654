"""Reading the journey."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.errors import NotFound, UnknownName
from feedback.journeys import actions, queries
from feedback.journeys.reader import read
from tests.factories.journeys import change, journey, touchpoint
from tests.factories.people import Member
from tests.statements import counted


def test_without_a_journey_there_is_nothing_to_read(acme: Member, globex: Member) -> None:
    journey(globex)
    with acme.at_work():
        assert (queries.journey(), queries.stages(), queries.retired_stages()) == (None, [], [])


def test_stages_of_the_newest_journey_in_order(acme: Member) -> None:
    from feedback.journeys.importing import import_journey

    old, *_ = journey(acme)
    stages = b'[{"code": "z", "name": {"es": "Z"}}, {"code": "y", "name": {"es": "Y"}}]'
    drawing = read(b'{"code": "newer", "name": {"es": "N"}, "stages": ' + stages + b"}")
    acme.do(import_journey, drawing)
    with acme.at_work():
        assert queries.journey().code == "newer"  # type: ignore[union-attr]
        assert [stage.code for stage in queries.stages()] == ["z", "y"]
        assert [stage.code for stage in queries.stages_of(old.journey_id)] == ["booking", "visit", "billing"]
        assert len(queries.all_stages()) == 5


def test_a_stage_is_found_by_code_also_when_retired_and_only_at_home(acme: Member, globex: Member) -> None:
    mine, theirs = journey(acme), journey(globex)
    change(acme, mine[0], actions.retire_stage)
    with acme.at_work():
        assert queries.stage_named("booking").id == mine[0].id
        assert queries.stage(mine[0].id).code == "booking"
        assert queries.stage_codes() == {"booking", "visit", "billing"}
        assert [stage.code for stage in queries.stages()] == ["visit", "billing"]
        with pytest.raises(UnknownName):
            queries.stage_named("nowhere")
        with pytest.raises(NotFound):
            queries.stage(theirs[0].id)


def test_a_touchpoint_is_found_under_its_own_stage(acme: Member) -> None:
    first, second, _ = journey(acme)
    added = touchpoint(acme, first)
    with acme.at_work():
        assert queries.touchpoint(first.id, added).code == "mostrador"
        with pytest.raises(NotFound):
            queries.touchpoint(second.id, added)


def test_touchpoints_come_along_without_more_reads(app: Flask, acme: Member) -> None:
    journey(acme)
    with acme.at_work(), counted(app) as seen:
        assert [len(stage.touchpoints) for stage in queries.stages()] == [1, 1, 1]
    assert len(seen) == 3
