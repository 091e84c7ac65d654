"""What triggers may ask, what they say, and what competes for the people of a group."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback.db import db, now
from feedback.errors import NotFound
from feedback.outreach.models import TriggerDay
from feedback.outreach.queries import triggers as queries
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, asked, closed, opened, published, standard
from tests.factories.triggers import kept, paused, trigger


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme)
    return acme


@pytest.fixture
def survey(ground: Member) -> Opened:
    return opened(ground, published(ground, *standard()), ["customers", "suppliers"], mode="identified")


def keys(of: Member) -> list[str]:
    with of.at_work():
        return [one.key.partition("/")[2] for one in queries.choices()]


def test_every_group_and_stage_of_an_open_survey_can_be_chosen(ground: Member, survey: Opened) -> None:
    assert keys(ground) == ["customers/visit", "suppliers/visit"]
    both = published(ground, *standard("booking"), asked("later", "csat", "visit"), title="Both")
    opened(ground, both, ["employees"], mode="identified")
    assert set(keys(ground)) == {"customers/visit", "suppliers/visit", "employees/booking", "employees/visit"}
    opened(ground, both, ["employees"], stage="visit", mode="confidential")
    assert keys(ground).count("employees/visit") == 2
    opened(ground, published(ground, *standard(None), title="No stage"), ["employees"], mode="identified")
    assert len(keys(ground)) == 5
    closed(survey)
    assert "customers/visit" not in keys(ground)


def test_a_line_knows_whether_it_works(ground: Member, survey: Opened) -> None:
    row = trigger(survey)

    def works() -> tuple[bool, bool]:
        with ground.at_work():
            [line] = queries.lines()
            return line.open, line.works

    assert works() == (True, True)
    paused(ground, row)
    assert works() == (True, False)
    closed(survey)
    assert works() == (False, False)
    with ground.at_work():
        assert queries.choice_of(queries.trigger(row)) is None


def test_the_next_trigger_starts_from_the_zone_of_the_last(ground: Member, survey: Opened) -> None:
    with ground.at_work():
        assert queries.usual_zone() == "UTC"
    trigger(survey, time_zone="America/Bogota")
    with ground.at_work():
        assert queries.usual_zone() == "America/Bogota"


def test_traffic_is_that_of_the_surveys_in_use_for_the_group_in_90_days(ground: Member, survey: Opened) -> None:
    other = opened(ground, published(ground, *standard("booking"), title="Calls"), ["customers"])
    rules = [
        trigger(survey, person_days=10),
        trigger(other, stage="booking", person_days=40),
        trigger(survey, "suppliers", person_days=99),
    ]
    today = now().date()

    def count() -> None:
        for row, days_ago, events in ((rules[0], 1, 5), (rules[0], 89, 7), (rules[0], 90, 100), (rules[2], 1, 50)):
            db.session.add(TriggerDay(trigger_id=row, day=today - timedelta(days_ago), events=events))

    ground.do(count)
    with ground.at_work():
        customers = kept(ground, rules[0]).group_id
        assert queries.traffic(customers) == queries.Traffic({survey.id: 12, other.id: 0}, 40)
    paused(ground, rules[1])
    with ground.at_work():
        assert queries.traffic(customers) == queries.Traffic({survey.id: 12}, 10)
    closed(survey)
    with ground.at_work():
        assert queries.traffic(customers) == queries.Traffic({}, 0)


def test_a_trigger_of_another_organisation_is_not_there(ground: Member, globex: Member, survey: Opened) -> None:
    row = trigger(survey)
    with globex.at_work():
        with pytest.raises(NotFound):
            queries.trigger(row)
        assert (queries.lines(), queries.choices()) == ([], [])
        assert queries.candidates(survey.stage_id or row, survey.groups["customers"]) == []
