"""Reading services: who is due, what a person was asked, what the history of a person tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from feedback.db import everywhere, find, now
from feedback.errors import NotFound
from feedback.outreach import wiring
from feedback.outreach.queries import services as queries
from feedback.outreach.queries.services import Filter
from feedback.outreach.rules.triggers import Rival
from feedback.stakeholders.models import Contact
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, opened, published, standard
from tests.factories.triggers import told, trigger

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme)
    return acme


@pytest.fixture
def survey(ground: Member) -> Opened:
    return opened(ground, published(ground, *standard()), ["customers"])


def test_who_is_due_the_longest_first(ground: Member, globex: Member, survey: Opened) -> None:
    trigger(survey, delay_minutes=60)
    ids = []
    for minute in (2, 0, 1):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            ids.append(told(ground, f"{minute}", contact={"reference": f"C{minute}"}).id)
    with ground.at_work():
        assert queries.due(NOON + timedelta(minutes=61), 9) == [ids[1], ids[2]]
        assert queries.due(NOON + timedelta(minutes=62), 2) == [ids[1], ids[2]]
    with globex.at_work():
        assert queries.due(NOON + timedelta(days=1), 9) == []
    with ground.app.app_context(), everywhere():
        assert queries.organisations_due(NOON + timedelta(minutes=59)) == []
        assert queries.organisations_due(NOON + timedelta(minutes=60)) == [ground.organisation_id]


def test_rivals_are_the_other_requests_that_wait_for_the_person(ground: Member, survey: Opened) -> None:
    trigger(survey, delay_minutes=60, person_days=7)
    one, two = told(ground, "1"), told(ground, "2")
    told(ground, "3", contact={"reference": "C3"})
    with ground.at_work():
        assert one.contact_id is not None
        assert queries.rivals(one.contact_id, one.id) == [Rival(survey.id, two.due_at, 7)]
        assert len(queries.rivals(one.contact_id, None)) == 2


def test_requests_are_those_that_were_sent(ground: Member, survey: Opened) -> None:
    trigger(survey, daily_quota=1)
    one = told(ground, "1")
    told(ground, "2")
    with ground.at_work():
        [asked] = queries.requests_to(find(Contact, one.contact_id), now())
        assert asked.survey_id == survey.id
        assert queries.requests_to(find(Contact, one.contact_id), now() + timedelta(days=800)) == []


def test_the_history_of_a_person_tells_services_and_nothing_of_protected_surveys(
    ground: Member, survey: Opened
) -> None:
    trigger(survey)
    hidden = opened(ground, published(ground, *standard("booking")), ["customers"], mode="anonymous")
    trigger(hidden, stage="booking")
    one = told(ground, "1")
    told(ground, "2", stage="billing", happened_at=now() - timedelta(days=3))
    told(ground, "3", stage="booking")
    with ground.app.test_request_context(), ground.at_work():
        moments = list(wiring.served(find(Contact, one.contact_id)))
        assert [moment.text for moment in moments] == ["Visit", "Billing"]


def test_outcomes_are_found_by_every_part_of_the_filter(ground: Member, survey: Opened) -> None:
    trigger(survey, daily_quota=1)
    one, two = told(ground, "1"), told(ground, "2")
    with ground.at_work():

        def found(**chosen: object) -> list[str]:
            return [row.event.service for row in queries.outcomes(Filter(**chosen), None, 9)]  # type: ignore[arg-type]

        assert found() == ["2", "1"]
        assert found(service="1") == ["1"]
        assert found(state="sent") == ["1"]
        assert found(state="not_sent", reason="quota") == ["2"]
        assert found(group="suppliers") == found(stage="booking") == []
        assert found(since=now() + timedelta(minutes=1)) == []
        place = (queries.event(two.id).received_at, two.id)
        assert [row.event.id for row in queries.outcomes(Filter(), place, 9)] == [one.id]
        assert queries.counts(now() - timedelta(days=1)) == {("sent", ""): 1, ("not_sent", "quota"): 1}


def test_a_service_of_another_organisation_is_not_there(ground: Member, globex: Member, survey: Opened) -> None:
    found = told(ground, "1")
    with globex.at_work():
        for read in (queries.event, queries.outcome):
            with pytest.raises(NotFound):
                read(found.id)
        assert queries.outcomes(Filter(), None, 9) == []
        assert queries.counts(now() - timedelta(days=1)) == {}
