"""Hand-overs along the journey: where they are, what is lost at them, and what is kept back."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden
from feedback.db import db
from feedback.insights.queries.hand_overs import Crossing, Crossings, crossings
from feedback.journeys import queries as journeys
from feedback.journeys.actions import functions as areas
from feedback.journeys.models import StageRole
from feedback.journeys.queries.functions import functions
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.readings.figures import Difference
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.insights.queries.test_lenses import asked_at


def told(found: list[Crossing]) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (one.before.code, one.after.code, [had["en"] for had in one.had], [takes["en"] for takes in one.takes])
        for one in found
    ]


def found(of: Member) -> Crossings:
    with of.at_work():
        return crossings()


def test_the_largest_loss_comes_first(acme: Member) -> None:
    ground(acme)
    asked_at(acme, "customers", booking=[4, 5] * 5, visit=[4, 3] * 5, billing=[1, 2] * 5)
    asked_at(acme, "employees", booking=[1, 2] * 5, visit=[4, 5] * 5)
    of_lens = found(acme).of_lens
    assert told(list(of_lens)) == [
        ("visit", "billing", ["Sales"], ["Service"]),
        ("booking", "visit", ["Marketing"], ["Sales"]),
    ]
    lost = [[one.lost for one in crossing.losses] for crossing in of_lens]
    assert isinstance(lost[0][0], Difference) and round(lost[0][0].value, 1) == 2.0 and lost[0][0].sign == 1
    assert lost[0][1] == Hidden("not_asked"), "employees were not asked about billing"
    assert [round(one.value, 1) for one in lost[1] if isinstance(one, Difference)] == [1.0, -3.0]


def test_too_few_on_one_side_keeps_the_loss_back(acme: Member) -> None:
    ground(acme)
    asked_at(acme, "employees", "anonymous", visit=[4, 4, 3, 4, 5, 4])
    asked_at(acme, "employees", "anonymous", billing=[1, 2])
    (first, second) = found(acme).of_lens
    assert {one.lost for one in (*first.losses, *second.losses)} == {Hidden("not_asked"), Hidden("too_few", 5)}


def test_between_areas_that_own_touchpoints_or_do_the_work(acme: Member) -> None:
    ground(acme)
    assert found(acme).of_areas == []
    acme.do(lambda: areas.ready())

    def own() -> None:
        by_code = {area.code: area.id for area in functions()}
        visit, billing = journeys.stage_named("visit"), journeys.stage_named("billing")
        visit.touchpoints[0].function_id = by_code["field"]
        roles = ((billing, "administration", "does"), (visit, "management", "decides"))
        for stage, area, part in roles:
            db.session.add(StageRole(stage_id=stage.id, function_id=by_code[area], part=part))
        db.session.flush()

    acme.do(own)
    assert told(list(found(acme).of_areas)) == [
        ("visit", "billing", ["Field staff"], ["Administration and billing"]),
    ]


def test_groups_that_were_heard_nowhere_are_left_out(acme: Member) -> None:
    ground(acme)
    asked_at(acme, "customers", visit=[4, 3])
    (crossing, *_) = found(acme).of_lens
    with acme.at_work():
        assert [one.group_id for one in crossing.losses] == [stakeholders.group_named("customers").id]
