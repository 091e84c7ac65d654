"""What acts on the journey leave behind."""

from __future__ import annotations

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid
from feedback.journeys import actions, queries, rules
from feedback.journeys.models import Stage
from tests.factories.journeys import change, current, journey, touchpoint
from tests.factories.people import Member

NAME = {"es": "La espera"}


def codes(of: Member) -> list[str]:
    return [stage.code for stage in current(of)]


def add(of: Member, **values: object) -> None:
    of.do(lambda: actions.add_stage(queries.journey(), **{"name": NAME, **values}))


def test_there_is_one_journey(acme: Member, globex: Member) -> None:
    journey(acme)
    with pytest.raises(Conflict):
        journey(acme)
    journey(globex)
    assert codes(globex) == codes(acme) == ["booking", "visit", "billing"]


def test_codes_of_stages_come_from_names_and_stay_apart(acme: Member) -> None:
    journey(acme, stages=())
    add(acme)
    add(acme)
    add(acme, code="wait")
    assert codes(acme) == ["la-espera", "la-espera-2", "wait"]
    for values, field in (({"code": "wait"}, "code"), ({"name": {}}, "name"), ({"assumed_feeling": 9}, "feeling")):
        with pytest.raises(Invalid) as refused:
            add(acme, **values)
        assert list(refused.value.fields) == [field]


def test_a_code_belongs_to_one_stage_even_when_two_people_ask_at_once(acme: Member) -> None:
    [stage] = journey(acme, stages=["visit"])

    def twin() -> None:
        actions._keep(Stage(journey_id=stage.journey_id, code="visit", name=NAME, position=9))

    with pytest.raises(Conflict):
        acme.do(twin)


def test_a_changed_stage_stays_the_same_stage(acme: Member) -> None:
    stage = journey(acme)[1]
    change(acme, stage, actions.change_stage, name=NAME, goal={"es": "Nada"}, silent=True, assumed_feeling=2)
    changed = current(acme)[1]
    assert (changed.id, changed.code, changed.name) == (stage.id, "visit", NAME)
    assert (changed.goal, changed.silent, changed.assumed_feeling) == ({"es": "Nada"}, True, 2)


def test_stages_move_among_those_in_use(acme: Member) -> None:
    first, second, third = journey(acme)
    change(acme, third, actions.move_stage, direction="up")
    assert codes(acme) == ["booking", "billing", "visit"]
    change(acme, third, actions.retire_stage)
    change(acme, second, actions.move_stage, direction="up")
    change(acme, third, actions.move_stage, direction="up")
    assert codes(acme) == ["visit", "booking"]
    change(acme, first, actions.move_stage, direction="down")
    assert codes(acme) == ["visit", "booking"]


def test_a_retired_stage_comes_back_at_the_end(acme: Member) -> None:
    first, *_ = journey(acme)
    change(acme, first, actions.retire_stage)
    change(acme, first, actions.retire_stage)
    assert codes(acme) == ["visit", "billing"]
    with acme.at_work():
        assert [stage.code for stage in queries.retired_stages()] == ["booking"]
    change(acme, first, actions.restore_stage)
    change(acme, first, actions.restore_stage)
    assert codes(acme) == ["visit", "billing", "booking"]
    with acme.at_work():
        acts = sorted(entry.act for entry in accounts.audit())
        assert acts == ["journey.created", "stage.restored", "stage.retired"]


def test_the_journey_is_renamed(acme: Member) -> None:
    journey(acme)
    acme.do(lambda: actions.rename_journey(queries.journey(), name={"es": " Otra\n ruta "}))
    with acme.at_work():
        assert queries.journey().name == {"es": "Otra ruta"}  # type: ignore[union-attr]


def test_touchpoints_are_added_changed_moved_and_removed(acme: Member) -> None:
    [stage] = journey(acme, stages=["visit"])
    added = touchpoint(acme, stage)

    def rows() -> list[tuple[str, str, str]]:
        return [(one.code, one.name["es"], one.channel) for one in current(acme)[0].touchpoints]

    assert rows() == [("call", "Llamada", "phone"), ("mostrador", "Mostrador", "shop")]
    acme.do(lambda: actions.move_touchpoint(queries.touchpoint(stage.id, added), direction="up"))
    assert rows() == [("mostrador", "Mostrador", "shop"), ("call", "Llamada", "phone")]
    acme.do(lambda: actions.change_touchpoint(queries.touchpoint(stage.id, added), name={"es": "Chat"}, channel="chat"))
    assert rows() == [("mostrador", "Chat", "chat"), ("call", "Llamada", "phone")]
    acme.do(lambda: actions.remove_touchpoint(queries.touchpoint(stage.id, added)))
    assert rows() == [("call", "Llamada", "phone")]


def test_a_touchpoint_needs_a_channel_we_know(acme: Member) -> None:
    [stage] = journey(acme, stages=["visit"])
    with pytest.raises(Invalid) as refused:
        touchpoint(acme, stage, channel="owl")
    assert list(refused.value.fields) == ["channel"]
    with pytest.raises(Invalid) as refused:
        touchpoint(acme, stage, code="call")
    assert list(refused.value.fields) == ["code"]


def test_a_stage_takes_so_many_touchpoints_and_no_more(acme: Member) -> None:
    [stage] = journey(acme, stages=["visit"])

    def fill() -> None:
        for _ in range(rules.MOST_TOUCHPOINTS - 1):
            actions.add_touchpoint(queries.stage(stage.id), name=NAME, channel="web")

    acme.do(fill)
    with pytest.raises(Invalid):
        touchpoint(acme, stage)
