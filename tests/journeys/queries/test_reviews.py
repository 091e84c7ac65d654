from __future__ import annotations

from feedback.db import db
from feedback.journeys import queries as journeys
from feedback.journeys.actions import reviews as actions
from feedback.journeys.models import StageRole
from feedback.journeys.queries import functions
from feedback.journeys.queries import reviews as queries
from tests.factories import claims
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.statements import counted


def test_an_area_is_asked_where_it_has_a_role_else_everywhere(acme: Member) -> None:
    booking, visit, _ = journey(acme)
    operations, marketing = claims.areas(acme, "operations", "marketing")

    def give_roles() -> None:
        db.session.add(StageRole(stage_id=visit.id, function_id=operations, part="does"))
        db.session.add(StageRole(stage_id=booking.id, function_id=operations, part="none"))

    acme.do(give_roles)
    with acme.at_work():
        found = {area: [stage.code for stage in stages] for area, stages in queries.concerned().items()}
    assert found == {operations: ["visit"], marketing: ["booking", "visit", "billing"]}


def test_who_was_asked_and_has_not_answered(acme: Member) -> None:
    journey(acme)
    claims.areas(acme, "operations", "marketing")

    def send() -> None:
        actions.send([(functions.function("operations"), stage) for stage in journeys.stages()])
        operations = functions.function("operations")
        actions.review(stage=journeys.stage_named("visit"), function=operations, verdict="disputed", note="Not so.")

    acme.do(send)
    with acme.at_work():
        operations, marketing = queries.reviews()
        assert [one.stage.code for one in operations.open] == ["booking", "billing"]
        assert [one.stage.code for one in operations.disputed] == ["visit"]
        assert (marketing.function.code, marketing.reviews) == ("marketing", ())
        assert queries.of_function("operations").open == operations.open
        assert sorted(len(found) for found in queries.by_stage().values()) == [1, 1, 1]
    with counted(acme.app) as reads, acme.at_work():
        queries.reviews()
    assert len(reads) == 5
