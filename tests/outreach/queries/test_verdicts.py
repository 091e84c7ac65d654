"""The decision with the facts as they stand, without doing anything."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from feedback.db import find, now
from feedback.outreach.queries import triggers, verdicts
from feedback.stakeholders.models import Contact
from tests.dump import state
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, opened, published, standard
from tests.factories.triggers import kept, told, trigger


@pytest.fixture
def survey(acme: Member) -> Opened:
    three_groups(acme)
    journey(acme)
    return opened(acme, published(acme, *standard()), ["customers"])


def forecast(of: Member, rule: UUID, contact_id: UUID | None) -> str:
    with of.at_work():
        person = find(Contact, contact_id) if contact_id else None
        found = verdicts.forecast(rule, person, "order-1")
        return found.reason or found.state


def test_a_forecast_is_what_then_happens(acme: Member, survey: Opened) -> None:
    rule = trigger(survey, person_days=30)
    assert forecast(acme, rule, None) == "sent"
    found = told(acme, "order-1")
    assert found.outcome == "sent"
    before = state(acme.app)
    assert forecast(acme, rule, found.contact_id) == "cooling_down"
    assert state(acme.app) == before
    assert told(acme, "order-2").outcome == "cooling_down"


def test_without_a_trigger_there_is_a_reason_too(acme: Member, survey: Opened) -> None:
    rule = trigger(survey)
    with acme.at_work():
        traffic = triggers.traffic(kept(acme, rule).group_id)
        found = verdicts.verdict("order-1", now() - timedelta(hours=1), None, None, traffic)
    assert (found.state, found.reason) == ("not_sent", "no_trigger")
