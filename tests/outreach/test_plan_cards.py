"""The plan group by group as templates want it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedback.db import enter
from feedback.outreach import plan_cards
from feedback.outreach.plan_cards import Card
from feedback.outreach.queries import proposals
from tests.factories.groups import group, three_groups
from tests.factories.invitations import person
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, counted, opened, published, standard


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    return acme


def cards(of: Member) -> Sequence[Card]:
    with of.at_work(), of.app.test_request_context(headers={"Accept-Language": "en"}):
        from flask import g

        g.organisation_code = of.organisation
        enter(of.organisation_id)
        return plan_cards.cards(proposals.plan())


def test_a_card_per_group_with_its_stages_in_order(ground: Member) -> None:
    found = cards(ground)
    assert [one.group.name for one in found] == ["Customers", "Employees", "Suppliers"]
    assert [row.stage for row in found[0].rows] == ["1. Booking", "2. Visit"]
    assert [(one.weak, one.size) for one in found] == [(2, 100)] * 3


def test_what_is_open_leads_to_its_channels(ground: Member) -> None:
    survey = opened(ground, published(ground, *standard()), ["customers"])
    advice = cards(ground)[0].rows[1].advice
    assert advice and (advice.source, advice.title) == ("open", "Your visit")
    assert advice.url == f"/o/acme/outreach/channels/{survey.code}/customers"


def test_where_there_are_contacts_they_are_invited_to_what_is_open(ground: Member) -> None:
    survey = opened(ground, published(ground, *standard()), ["customers"])
    before = cards(ground)[0].rows[1].advice
    person(ground, "customers")
    after = cards(ground)[0].rows[1].advice
    assert before and after
    assert (before.invite_url, before.need.way) == ("", "link")
    assert after.invite_url == f"/o/acme/outreach/invitations/new?survey={survey.code}&group=customers"


def test_what_we_have_leads_to_its_preview_and_the_librarys_to_the_library(ground: Member) -> None:
    code = published(ground, *standard("booking"), title="Booked")
    ours, ready = (row.advice for row in cards(ground)[0].rows)
    assert ours and (ours.source, ours.title) == ("own", "Booked")
    assert ours.url == f"/o/acme/surveys/questionnaires/{code}/preview"
    assert ready and (ready.source, ready.url) == ("ready", "/o/acme/surveys/questionnaires/library/repair-customers")


def test_enough_answers_need_no_advice(ground: Member) -> None:
    survey = opened(ground, published(ground, *standard()), ["customers"])
    answered(survey, "customers", 60, csat=4)
    counted(survey)
    row = cards(ground)[0].rows[1]
    assert (row.state, row.n, row.advice) == ("asked", 60, None)
    assert cards(ground)[0].weak == 1


def test_a_link_that_names_its_stage_keeps_it(ground: Member) -> None:
    several = published(ground, asked("one", "csat", "visit"), asked("two", "csat", "booking"))
    survey = opened(ground, several, ["customers"])
    row = cards(ground)[0].rows[0]
    assert row.advice
    assert row.advice.url == f"/o/acme/outreach/channels/{survey.code}/customers?stage=booking"


def test_a_group_of_another_kind_is_planned_for_too(acme: Member) -> None:
    group(acme, "other", code="neighbours", size=None)
    journey(acme, ("visit",))
    [card] = cards(acme)
    assert (card.size, card.rows[0].advice is not None) == (None, True)
