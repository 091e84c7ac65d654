"""What is read where notes go onto the map."""

from __future__ import annotations

from feedback.insights.queries import workshops as queries
from feedback.journeys import actions as journey_actions
from feedback.journeys import queries as journeys
from tests.factories import journeys as journey_factory
from tests.factories.people import Member


def test_a_code_leads_to_the_stage_that_stands_today(acme: Member, globex: Member) -> None:
    journey_factory.journey(acme, ("booking", "visit"))
    acme.do(lambda: journey_actions.retire_stage(journeys.stage_named("booking")).id)
    with acme.at_work():
        visit = journeys.stage_named("visit")
        assert (queries.stage_today("visit"), queries.stage_today("booking")) == (visit, None)
        assert (queries.stage_today("nowhere"), queries.stage_today("")) == (None, None)
        assert queries.stages_today() == {"visit": visit}
    with globex.at_work():
        assert (queries.stage_today("visit"), queries.stages_today()) == (None, {})
