"""Tallies say what the answers say."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from feedback.db import db, now
from feedback.surveys.actions import tallies
from feedback.surveys.models import StageTally, Tally
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

DAY = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def stages(acme: Member) -> dict[str, UUID]:
    groups.three_groups(acme)
    return {stage.code: stage.id for stage in journeys.journey(acme)}


def cells(survey: Opened) -> dict[tuple[str, str], int]:
    """(question code, value) -> count."""
    codes = {row_id: code for code, (row_id, _stage) in survey.questions.items()}
    with survey.of.at_work():
        rows = db.session.execute(select(Tally.question_id, Tally.value, Tally.count)).all()
    return {(codes[question_id], value): count for question_id, value, count in rows}


def stage_cells(survey: Opened) -> dict[tuple[UUID, str], tuple[int, float, float, date | None]]:
    sums = (StageTally.people, StageTally.total, StageTally.squares, StageTally.newest)
    with survey.of.at_work():
        rows = db.session.execute(select(StageTally.stage_id, StageTally.measure, *sums)).all()
    return {(stage_id, measure): tuple(found) for stage_id, measure, *found in rows}


def test_values_people_and_writers_are_counted(acme: Member, stages: dict[str, UUID]) -> None:
    questions = [asked("n", "nps"), asked("m", "multi", "visit", settings={"other": True}), asked("t", "text", "visit")]
    survey = opened(acme, published(acme, *questions), ["customers"])
    rows = [
        {"n": 10, "m": ["a", "c"], "t": {"text": "bien"}},
        {"n": 10, "m": ["a"]},
        {"n": 0},
    ]
    for row in rows:
        answered(survey, "customers", 1, **row)
    counted(survey)
    assert cells(survey) == {
        ("n", ""): 3,
        ("n", "10"): 2,
        ("n", "0"): 1,
        ("m", ""): 2,
        ("m", "a"): 2,
        ("m", "c"): 1,
        ("t", ""): 1,
        ("t", "~"): 1,
    }


def test_a_person_counts_once_by_their_own_mean(acme: Member, stages: dict[str, UUID]) -> None:
    questions = [
        asked("one", "csat", "visit"),
        asked("two", "csat", "visit"),
        asked("likely", "nps", "visit"),
        asked("guess", "nps", "visit", predicts=True),
        asked("why", "text", "visit"),
        asked("whole", "csat"),
    ]
    survey = opened(acme, published(acme, *questions), ["employees"], mode="identified")
    answered(survey, "employees", 1, DAY, one=5, two=2, likely=10, guess=0, whole=1)
    answered(survey, "employees", 1, DAY, one=1)
    answered(survey, "employees", 1, DAY, why={"text": "x"})
    counted(survey)
    found, visit = stage_cells(survey), stages["visit"]
    assert {key: value[:1] for key, value in found.items()} == {
        (visit, "csat"): (2,),
        (visit, "nps"): (1,),
        (visit, "predicted"): (1,),
        (visit, "any"): (3,),
    }
    assert found[(visit, "csat")] == (2, 4.5, 13.25, DAY.date())
    assert (found[(visit, "nps")][1], found[(visit, "predicted")][1]) == (5.0, 1.0)


def test_counting_again_replaces(acme: Member, stages: dict[str, UUID]) -> None:
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["customers"])
    answered(survey, "customers", 2, c=5)
    counted(survey)
    answered(survey, "customers", 1, c=1)
    counted(survey)
    counted(survey)
    assert cells(survey) == {("c", ""): 3, ("c", "5"): 2, ("c", "1"): 1}
    assert [found[0] for found in stage_cells(survey).values()] == [3, 3]


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_a_protected_survey_is_counted_at_its_release_only(acme: Member, stages: dict[str, UUID], mode: str) -> None:
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["employees"], mode=mode)
    answered(survey, "employees", 6, DAY, c=5)
    counted(survey)
    assert (cells(survey), stage_cells(survey)) == ({}, {})
    closed(survey)
    frozen = cells(survey)
    assert frozen == {("c", ""): 6, ("c", "5"): 6}
    assert {found[3] for found in stage_cells(survey).values()} == {now().date()}
    answered(survey, "employees", 1, c=1)
    assert acme.do(lambda: tallies.retally(launched.survey(survey.code))) is False
    assert cells(survey) == frozen


def test_two_surveys_of_one_version_are_counted_apart(acme: Member, stages: dict[str, UUID]) -> None:
    code = published(acme, asked("c", "csat", "visit"))
    first, second = opened(acme, code, ["customers"]), opened(acme, code, ["customers"], stage="visit")
    answered(first, "customers", 2, c=5)
    answered(second, "customers", 3, c=1)
    counted(first)
    counted(second)
    with acme.at_work():
        rows = db.session.execute(select(Tally.survey_id, Tally.value, Tally.count)).all()
    assert Counter(map(tuple, rows)) == Counter(
        [(first.id, "", 2), (first.id, "5", 2), (second.id, "", 3), (second.id, "1", 3)]
    )
