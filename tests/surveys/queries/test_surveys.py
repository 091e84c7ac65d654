"""Reads of surveys."""

from __future__ import annotations

import pytest

from feedback.errors import NotFound, UnknownName
from feedback.surveys.actions.surveys import make_wave
from feedback.surveys.queries import surveys as queries
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published


@pytest.fixture
def code(acme: Member) -> str:
    groups.three_groups(acme)
    journeys.journey(acme)
    return published(acme, asked("b", "csat", "billing"), asked("v", "csat", "visit"), asked("n", "nps"))


def test_the_stages_asked_stand_in_the_order_of_the_journey(acme: Member, code: str) -> None:
    every, one = opened(acme, code, ["customers"]), opened(acme, code, ["customers"], stage="billing")
    with acme.at_work():
        found = [[stage.code for stage in queries.stages_asked(queries.survey(each.code))] for each in (every, one)]
    assert found == [["visit", "billing"], ["billing"]]


def test_surveys_of_a_questionnaire(acme: Member, code: str) -> None:
    first, second = opened(acme, code, ["customers"]), opened(acme, code, ["employees"])
    opened(acme, published(acme, asked("n", "nps")), ["customers"])
    with acme.at_work():
        row = queries.survey(first.code)
        found = queries.surveys_of(row.version.questionnaire_id)
        assert {one.code for one in found} == {first.code, second.code}
        assert queries.group_ids([first.id]) == {first.id: [first.groups["customers"]]}


def test_unknown_surveys(acme: Member) -> None:
    with acme.at_work():
        with pytest.raises(NotFound):
            queries.survey("nothing")
        with pytest.raises(UnknownName):
            queries.survey_named("nothing")


def test_rounds_stand_in_their_order(acme: Member, globex: Member) -> None:
    from datetime import date

    def make() -> None:
        for month in (12, 11):
            make_wave(code=f"2026-{month}", name={"en": str(month)}, starts_on=date(2026, month, 1))

    for of in (acme, globex):
        of.do(make)
    with acme.at_work():
        assert [wave.code for wave in queries.waves()] == ["2026-11", "2026-12"]
