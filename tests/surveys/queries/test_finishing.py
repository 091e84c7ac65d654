"""How people got through a survey."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.surveys.models import PageTally, PartialResponse, Response
from feedback.surveys.queries import finishing
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries.finishing import Finishing
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, closed, counted, opened, published


@pytest.fixture
def stages(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def timed(survey: Opened, group: str, *seconds: int) -> None:
    """Responses that took this long."""
    ids = answered(survey, group, len(seconds), nps=9)

    def act() -> None:
        for one, taken in zip(ids, seconds, strict=True):
            db.session.execute(update(Response).where(Response.id == one).values(seconds=taken))

    survey.of.do(act)


def watched(survey: Opened, group: str, pages: dict[str, int], waiting: int = 0) -> None:
    owner = {"organisation_id": survey.of.organisation_id, "survey_id": survey.id, "group_id": survey.groups[group]}

    def act() -> None:
        for code, count in pages.items():
            row = {**owner, "question_id": survey.questions[code][0], "count": count}
            db.session.execute(insert(PageTally.__table__).values(**row))
        for _ in range(waiting):
            db.session.add(PartialResponse(id=uuid4(), **owner, token_mac=uuid4().hex, sealed=b"", page=1))

    survey.of.do(act)


def found(survey: Opened) -> Finishing | None:
    with survey.of.at_work():
        return finishing.finishing(launched.survey(survey.code))


def test_where_people_stopped_and_how_long_it_took(acme: Member, stages: None) -> None:
    survey = opened(acme, published(acme), ["customers"])
    timed(survey, "customers", 10, 20, 30, 40, 50, 60, 90)
    counted(survey)
    watched(survey, "customers", {"text": 8, "csat": 9}, waiting=2)
    one = found(survey)
    assert one is not None
    assert [step.reached for step in one.steps] == [Shown(9, 9), Shown(8, 8)]
    assert [step.question_id for step in one.steps] == [survey.questions[code][0] for code in ("csat", "text")]
    assert (one.finished, one.waiting) == (Shown(7, 7), Shown(2, 2))
    assert isinstance(one.seconds, Shown) and (one.seconds.value, one.seconds.n) == (40.0, 7)
    assert (one.seconds.low, one.seconds.high) == (10.0, 90.0)


def test_nobody_was_timed(acme: Member, stages: None) -> None:
    survey = opened(acme, published(acme), ["customers"])
    one = found(survey)
    assert one is not None and (one.seconds, one.steps, one.finished) == (None, (), Shown(0, 0))


def test_a_confidential_survey_tells_nothing_of_few(acme: Member, stages: None) -> None:
    survey = opened(acme, published(acme), ["customers"], mode="confidential")
    timed(survey, "customers", 10, 20, 30, 40)
    watched(survey, "customers", {"csat": 4, "text": 0})
    assert found(survey) is None
    closed(survey)
    one = found(survey)
    few = Hidden("too_few", 5)
    assert one is not None and one.steps[0].reached == few and one.finished == few and one.seconds == few


def test_nobody_is_watched_in_an_anonymous_survey(acme: Member, stages: None) -> None:
    survey = opened(acme, published(acme), ["employees"])
    answered(survey, "employees", 12, nps=9)
    closed(survey)
    assert found(survey) is None
