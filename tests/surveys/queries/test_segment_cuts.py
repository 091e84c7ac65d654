"""A segment people name themselves, in a question that results may be cut by."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.analysis.disclosure import Hidden
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.queries import segment_cuts
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, closed, counted, opened, published


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    journeys.journey(acme)
    return groups.three_groups(acme)["customers"]


def questions() -> list[dict[str, Any]]:
    return [asked("branch", "single", settings={"segment": True}), asked("c", "csat", "visit")]


def cut(of: Member, customers: StakeholderGroup, attribute: str = "Branch", *values: str) -> list[object]:
    """(question, answer, mean and n or the reason)."""
    with of.at_work():
        found = segment_cuts.of_segment(attribute, values or ("A", "nowhere"), [customers.id])
        return [
            (one.question.code, one.value.code, one.figure.reason)
            if isinstance(one.figure, Hidden)
            else (one.question.code, one.value.code, one.figure.result.value, one.figure.result.n)  # type: ignore[union-attr]
            for one in found
        ]


def test_a_question_that_goes_by_the_attributes_name_cuts(acme: Member, customers: StakeholderGroup) -> None:
    survey = opened(acme, published(acme, *questions()), ["customers"], mode="identified")
    answered(survey, "customers", 2, branch="a", c=5)
    answered(survey, "customers", 3, branch="b", c=1)
    counted(survey)
    assert cut(acme, customers) == [("c", "a", 5.0, 2)]
    assert cut(acme, customers, "region") == []


def test_a_survey_of_several_groups_is_no_figure_of_one(acme: Member, customers: StakeholderGroup) -> None:
    survey = opened(acme, published(acme, *questions()), ["customers", "suppliers"], mode="identified")
    answered(survey, "customers", 2, branch="a", c=5)
    counted(survey)
    assert cut(acme, customers) == []


def test_a_protected_survey_shows_what_its_release_shows(acme: Member, customers: StakeholderGroup) -> None:
    survey = opened(acme, published(acme, *questions()), ["customers"], mode="anonymous")
    for branch in ("a", "b"):
        answered(survey, "customers", 6, branch=branch, c=4)
        answered(survey, "customers", 6, branch=branch, c=2)
    assert cut(acme, customers) == [("c", "a", "too_few")]
    closed(survey)
    assert cut(acme, customers, "branch", "a", "b") == [("c", "a", 3.0, 12), ("c", "b", 3.0, 12)]


def test_a_small_part_of_a_protected_survey_stays_hidden(acme: Member, customers: StakeholderGroup) -> None:
    survey = opened(acme, published(acme, *questions()), ["customers"], mode="anonymous")
    answered(survey, "customers", 6, branch="a", c=4)
    answered(survey, "customers", 2, branch="b", c=2)
    closed(survey)
    assert cut(acme, customers, "branch", "a", "b") == [("c", "a", "too_few"), ("c", "b", "too_few")]
