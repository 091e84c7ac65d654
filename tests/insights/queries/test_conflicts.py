from __future__ import annotations

from feedback.insights.queries.conflicts import conflicts
from feedback.journeys import queries as journeys
from feedback.journeys.actions import reviews
from feedback.journeys.queries import functions
from tests.factories import claims
from tests.factories.journeys import journey
from tests.factories.people import Member


def test_areas_that_state_different_things_about_one_stage(acme: Member) -> None:
    journey(acme)
    operations, marketing = claims.areas(acme, "operations", "marketing")
    claims.stated(acme, "visit", topic="feeling", value=2, function_id=operations)
    claims.stated(acme, "billing", topic="feeling", value=5, function_id=marketing)
    with acme.at_work():
        assert conflicts() == []
    claims.stated(acme, "visit", topic="feeling", value=4, function_id=marketing)
    with acme.at_work():
        (found,) = conflicts()
        assert (found.element.name["en"], found.topic) == ("Visit", "feeling")
        assert [row.claim.value for row in found.claims] == [2, 4]


def test_a_stage_that_an_area_disputes(acme: Member) -> None:
    journey(acme)
    claims.areas(acme, "operations", "marketing", "management")

    def say() -> None:
        stage = journeys.stage_named("visit")
        reviews.review(stage=stage, function=functions.function("operations"), verdict="disputed", note="Not so.")
        reviews.review(stage=stage, function=functions.function("marketing"), verdict="confirmed")
        reviews.send([(functions.function("management"), stage)])

    acme.do(say)
    with acme.at_work():
        (found,) = conflicts()
        assert [(one.function.code, one.verdict) for one in found.reviews] == [
            ("operations", "disputed"),
            ("marketing", "confirmed"),
        ]
