"""What conditions can ask for besides answers."""

from __future__ import annotations

from feedback.db import db
from feedback.stakeholders.models import Segment
from feedback.surveys.queries.known import known
from tests.factories import groups, journeys
from tests.factories.people import Member


def test_groups_stages_and_segments_in_their_order(acme: Member, globex: Member) -> None:
    journeys.journey(acme)
    customers, employees = (groups.group(acme, kind) for kind in ("customer", "employee"))
    groups.group(globex, "supplier")

    def segmented() -> None:
        for group, value in ((customers, "north"), (customers, "south"), (employees, "north")):
            db.session.add(Segment(group_id=group.id, attribute="region", value=value))

    acme.do(segmented)
    with acme.at_work():
        found = known()
    assert [code for code, _name in found.groups] == [customers.code, employees.code]
    assert "visit" in [code for code, _name in found.stages]
    assert found.segments == {"region": ["north", "south"]}
    assert set(found.names()) == {
        *(f"group:{code}" for code, _name in found.groups),
        *(f"stage:{code}" for code, _name in found.stages),
    }
