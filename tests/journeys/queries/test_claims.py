from __future__ import annotations

from feedback.db import db
from feedback.journeys.models import BlueprintItem
from feedback.journeys.queries import claims as queries
from tests.factories import claims
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.statements import counted


def test_everything_drawn_is_an_element_in_its_order(acme: Member) -> None:
    visit = journey(acme, ("visit", "billing"))[0]
    acme.do(lambda: db.session.add(BlueprintItem(stage_id=visit.id, kind="wait", text={"en": "At the door"})))
    with acme.at_work():
        found = queries.elements()
        assert [(one.kind, one.name["en"], one.part) for one in found] == [
            ("stage", "Visit", ""),
            ("touchpoint", "Call", ""),
            ("item", "At the door", "wait"),
            ("stage", "Billing", ""),
            ("touchpoint", "Call", ""),
        ]
        assert [queries.element(one.about) for one in found] == found


def test_the_reads_do_not_grow_with_the_map(acme: Member) -> None:
    journey(acme, ("visit", "billing", "leaving"))
    with acme.at_work(), counted(acme.app) as reads:
        queries.elements()
    assert len(reads) == 5


def test_as_drawn_is_the_one_without_words(acme: Member) -> None:
    visit = journey(acme)[1]
    claims.stated(acme, "visit", "They wait outside")
    with acme.at_work():
        assert queries.as_drawn(("stage", visit.id)) is None
    drawn = claims.stated(acme, "visit")
    with acme.at_work():
        found = queries.as_drawn(("stage", visit.id))
        assert found is not None and found.id == drawn
