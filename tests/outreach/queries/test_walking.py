"""Which of the services that were told of can be walked."""

from __future__ import annotations

from datetime import timedelta

from feedback.db import now
from feedback.outreach.queries import walking as queries
from feedback.stakeholders.actions import groups as stakeholder_actions
from tests.factories.groups import change, three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import opened, published, standard
from tests.factories.triggers import told, trigger
from tests.factories.walks import chosen

YEAR = timedelta(days=365)


def offered(of: Member) -> dict[str, int]:
    with of.at_work():
        return {offer.key: offer.services for offer in queries.offers(now() - YEAR)}


def test_services_are_offered_by_stage_and_group_until_they_are_walked(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        three_groups(of)
        journey(of)
    told(globex, "G-1")
    for service in ("A-1", "A-2", "A-3"):
        told(acme, service)
    told(acme, "A-1", stage="billing")
    told(acme, "A-4", happened_at=now() - timedelta(days=6))
    assert offered(acme) == {"visit/customers": 4, "billing/customers": 1}
    chosen(acme, "A-2", source="service_event")
    chosen(acme, "A-3")
    assert offered(acme) == {"visit/customers": 3, "billing/customers": 1}
    with acme.at_work():
        lately = queries.offers(now() - timedelta(days=1))
        assert {offer.key: offer.services for offer in lately} == {"visit/customers": 2, "billing/customers": 1}
        drawn = queries.at_random(lately[0], now() - timedelta(days=1), 50)
        assert {one.reference for one in drawn} == {"A-1", "A-3"}
        assert {one.happened_on for one in drawn} == {now().date()}
        assert len(queries.at_random(lately[0], now() - YEAR, 2)) == 2


def test_nobody_looks_one_by_one_at_services_of_protected_surveys(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    survey = opened(acme, published(acme, *standard()), ["customers", "employees"], mode="anonymous")
    told(acme, "A-0", group="employees")
    trigger(survey, "customers", "visit")
    told(acme, "A-1")
    assert offered(acme) == {"visit/employees": 1}


def test_a_number_that_is_an_address_is_left_out(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    told(acme, "ana@example.org")
    assert offered(acme) == {}


def test_services_of_an_archived_group_still_happened(acme: Member) -> None:
    groups = three_groups(acme)
    journey(acme)
    told(acme, "A-1")
    change(acme, groups["customers"], stakeholder_actions.archive_group)
    assert offered(acme) == {"visit/customers": 1}
