"""Drawing services by chance."""

from __future__ import annotations

from datetime import timedelta

from feedback.db import now
from feedback.journeys.queries import walks
from feedback.outreach.actions import walking as actions
from feedback.outreach.queries import walking as queries
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.triggers import told

LATELY = timedelta(days=30)


def test_a_draw_takes_up_new_services_by_their_number_alone(acme: Member) -> None:
    groups = three_groups(acme)
    journey(acme)
    for number in range(6):
        told(acme, f"A-{number}")

    def draw(n: int) -> int:
        (offer,) = queries.offers(now() - LATELY)
        return len(actions.draw(offer, since=now() - LATELY, n=n))

    assert acme.do(lambda: draw(4)) == 4
    with acme.at_work():
        kept = {line.walk.reference: (line.walk.source, line.walk.group_id) for line in walks.lines()}
        assert set(kept.values()) == {("service_event", groups["customers"].id)}
    assert acme.do(lambda: draw(4)) == 2
    with acme.at_work():
        assert {line.walk.reference for line in walks.lines()} == {f"A-{number}" for number in range(6)}
