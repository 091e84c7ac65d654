"""Responses in batches: everything of each, nothing of others, nothing of protected surveys."""

from __future__ import annotations

import pytest

from feedback.errors import NotAllowed
from feedback.surveys.queries import responses
from feedback.surveys.queries import surveys as launched
from feedback.surveys.question_types import Answered
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, opened, published
from tests.statements import counted as statements


@pytest.fixture
def stages(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def read(survey: Opened) -> list[responses.Record]:
    with survey.of.at_work():
        return list(responses.records(launched.survey(survey.code)))


def test_a_record_has_everything(acme: Member, stages: None) -> None:
    questions = [
        asked(code, kind) for code, kind in (("c", "csat"), ("m", "multi"), ("t", "longtext"), ("x", "matrix"))
    ]
    survey = opened(acme, published(acme, *questions[:3]), ["customers"])
    (row_id,) = answered(survey, "customers", 1, c={"omitted": "skipped"}, m=["a", "c"], t={"text": "bien"})
    (found,) = read(survey)
    ids = {question["code"]: question["id"] for question in questions}
    assert (found.id, found.group, found.language) == (str(row_id), "customers", "es")
    assert found.answers == {ids["m"]: Answered(choices=("a", "c")), ids["t"]: Answered(text="bien")}
    assert found.states == {ids["c"]: "skipped", ids["m"]: "answered", ids["t"]: "answered"}


def test_batches_lose_and_repeat_nothing(acme: Member, stages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "BATCH", 7)
    code = published(acme)
    survey, other = opened(acme, code, ["customers"]), opened(acme, code, ["customers"], stage="visit")
    ids = {str(one) for one in answered(survey, "customers", 30, nps=9)}
    answered(other, "customers", 30, nps=1)
    found = read(survey)
    assert [one.id for one in found] == sorted(ids)


def test_reads_grow_with_batches_and_not_with_responses(acme: Member, stages: None) -> None:
    survey = opened(acme, published(acme), ["customers"])
    answered(survey, "customers", 1, nps=9)
    with statements(acme.app) as few:
        read(survey)
    answered(survey, "customers", 60, nps=9, text={"text": "x"})
    with statements(acme.app) as many:
        assert len(read(survey)) == 61
    assert len(many) == len(few)


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_single_answers_of_protected_surveys_stay(acme: Member, stages: None, mode: str) -> None:
    survey = opened(acme, published(acme), ["employees"], mode=mode)
    answered(survey, "employees", 12, nps=9)
    with pytest.raises(NotAllowed):
        read(survey)
