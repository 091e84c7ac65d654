"""Reading key flows."""

from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.journeys.queries import flows
from tests.factories.blueprint import flow
from tests.factories.journeys import journey
from tests.factories.people import Member


def test_flows_come_in_the_order_they_were_made_and_know_their_path(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        journey(of)
    flow(acme, "Paying", ("billing",))
    flow(acme)
    flow(globex, "Theirs")
    with acme.at_work():
        points = flows.touchpoints()
        found = [(one.code, [points[step.touchpoint_id].stage.code for step in one.steps]) for one in flows.flows()]
        assert found == [("paying", ["billing"]), ("from-call-to-repair", ["booking", "visit"])]
        assert flows.flow("paying").name == {"es": "Paying", "en": "Paying"}
        with pytest.raises(NotFound):
            flows.flow("theirs")
