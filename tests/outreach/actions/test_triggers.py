"""Making, changing, pausing and resuming triggers."""

from __future__ import annotations

import pytest

from feedback.errors import Conflict, Invalid
from feedback.outreach.actions import triggers as actions
from feedback.outreach.queries import triggers as queries
from feedback.outreach.rules.trigger_settings import Settings
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, closed, opened, published, standard
from tests.factories.triggers import TEXTS, kept, paused, trigger


@pytest.fixture
def survey(acme: Member) -> Opened:
    three_groups(acme)
    journey(acme)
    return opened(acme, published(acme, *standard()), ["customers"])


def test_a_trigger_is_kept_as_it_was_set(acme: Member, survey: Opened) -> None:
    row = kept(acme, trigger(survey, channel="email", delay_minutes=15, daily_quota=7, sample_percent=25))
    assert (row.channel, row.delay_minutes, row.daily_quota, row.sample_percent) == ("email", 15, 7, 25)
    assert (row.texts, row.active) == (TEXTS, True)


def test_one_that_hands_out_links_needs_no_texts_and_keeps_those_it_had(acme: Member, survey: Opened) -> None:
    row = trigger(survey, channel="link")
    assert kept(acme, row).texts == {}
    acme.do(lambda: actions.change_trigger(queries.trigger(row), settings=Settings("email"), texts=TEXTS))
    acme.do(lambda: actions.change_trigger(queries.trigger(row), settings=Settings("link")))
    assert kept(acme, row).texts == TEXTS


def test_what_cannot_be_is_refused_and_changes_nothing(acme: Member, survey: Opened) -> None:
    row = trigger(survey)
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: actions.change_trigger(queries.trigger(row), settings=Settings("link", delay_minutes=-1)))
    assert list(refused.value.fields) == ["delay_minutes"]
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: actions.change_trigger(queries.trigger(row), settings=Settings("email"), texts={}))
    assert set(refused.value.fields) == {"subject_es", "body_es"}
    assert (kept(acme, row).channel, kept(acme, row).delay_minutes) == ("link", 0)


def test_the_same_is_asked_by_one_trigger(acme: Member, survey: Opened) -> None:
    trigger(survey)
    with pytest.raises(Conflict):
        trigger(survey)


def test_a_trigger_of_a_closed_survey_is_not_resumed(acme: Member, survey: Opened) -> None:
    row = trigger(survey)
    paused(acme, row)
    acme.do(lambda: actions.resume(queries.trigger(row)))
    assert kept(acme, row).active is True
    paused(acme, row)
    closed(survey)
    with pytest.raises(Invalid):
        acme.do(lambda: actions.resume(queries.trigger(row)))
    assert kept(acme, row).active is False
