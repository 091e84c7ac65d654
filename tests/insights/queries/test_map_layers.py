from __future__ import annotations

from feedback.insights.queries.map_layers import layers
from feedback.journeys import queries as journeys
from tests.factories.journeys import change, current
from tests.factories.mapped import behind, without_contact
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted


def test_what_stands_behind_a_stage(acme: Member) -> None:
    ground(acme)
    behind(acme)
    with acme.at_work():
        found, (booking, visit, _) = layers(), journeys.stages()
        assert [item.text["en"] for item in found.of_kind(visit, "wait")] == ["For the van"]
        assert found.of_kind(booking, "wait") == []
        assert found.answering(visit) == [{"es": "Atención", "en": "Care"}]
        assert found.answering(booking) == []
        assert found.filled([booking, visit]) == {"wait", "question", "tool", "roles", "area"}
        assert found.filled([booking]) == set()


def test_who_owns_the_touchpoints_answers_where_nobody_has_a_role(acme: Member) -> None:
    ground(acme)
    behind(acme)
    with acme.at_work():
        area = next(iter(layers().areas))
    booking = current(acme)[0]
    change(acme, booking, lambda stage: setattr(stage.touchpoints[0], "function_id", area))
    with acme.at_work():
        assert layers().answering(journeys.stages()[0]) == [{"es": "Atención", "en": "Care"}]


def test_a_stage_with_nothing_but_missing_tools_gives_no_hold(acme: Member) -> None:
    ground(acme)
    behind(acme)
    with acme.at_work():
        assert [layers().has_hold(stage) for stage in journeys.stages()] == [True, True, True]
    without_contact(acme)
    with acme.at_work():
        assert [layers().has_hold(stage) for stage in journeys.stages()] == [True, False, True]


def test_the_number_of_reads_does_not_grow(acme: Member) -> None:
    ground(acme)
    with acme.at_work(), counted(acme.app) as few:
        layers()
    behind(acme)
    with acme.at_work(), counted(acme.app) as many:
        layers()
    assert len(many) == len(few)
