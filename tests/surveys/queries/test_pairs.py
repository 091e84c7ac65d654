"""Guesses of insiders beside what customers answered."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.queries import pairs, questions
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries.pairs import Pair
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published


@pytest.fixture
def stages(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def pair(survey: Opened) -> Pair:
    with survey.of.at_work():
        row = launched.survey(survey.code)
        (found,) = pairs.pairs(row, questions.question_results(row)).values()
        return found


def guessing(acme: Member, *scores: int, stage: str | None = "visit") -> Opened:
    guess = asked("guess", "csat", stage, construct="waiting", predicts=True)
    survey = opened(acme, published(acme, guess, asked("n", "nps")), ["employees"])
    for score in scores:
        answered(survey, "employees", 6, guess=score)
    closed(survey)
    return survey


def living(acme: Member, group: str, *scores: int, stage: str | None = "visit", **parts: Any) -> Opened:
    own = asked("own", "csat", stage, construct="waiting", **parts)
    survey = opened(acme, published(acme, own), [group], mode="identified")
    for score in scores:
        answered(survey, group, 6, own=score)
    counted(survey)
    return survey


def test_the_newest_answers_of_customers_are_taken(acme: Member, stages: None) -> None:
    living(acme, "customers", 1)
    newest = living(acme, "customers", 4, 5)
    survey = guessing(acme, 4, 5)
    found = pair(survey)
    assert found.survey == newest.code and isinstance(found.lived, Shown) and found.lived.value == 4.5
    (gap,) = found.gaps.values()
    assert gap.value == 0 and gap.sign == 0


def test_suppliers_are_no_customers_and_guesses_no_answers(acme: Member, stages: None) -> None:
    living(acme, "suppliers", 1)
    living(acme, "customers", 1, predicts=True)
    found = pair(guessing(acme, 4, 5))
    assert (found.lived, dict(found.gaps)) == (None, {})


def test_the_same_stage_comes_first_then_any(acme: Member, stages: None) -> None:
    living(acme, "customers", 2, 3, stage="visit")
    living(acme, "customers", 4, 5, stage="billing")
    here, elsewhere = pair(guessing(acme, 1, 2)), pair(guessing(acme, 1, 2, stage=None))
    assert isinstance(here.lived, Shown) and here.lived.value == 2.5
    assert isinstance(elsewhere.lived, Shown) and elsewhere.lived.value == 4.5


def test_a_guess_of_few_is_not_shown_and_has_no_gap(acme: Member, stages: None) -> None:
    living(acme, "customers", 2, 3)
    guess = asked("guess", "csat", "visit", construct="waiting", predicts=True)
    survey = opened(acme, published(acme, guess), ["employees"])
    answered(survey, "employees", 4, guess=5)
    closed(survey)
    found = pair(survey)
    assert list(found.guesses.values()) == [Hidden("too_few", 5)] and dict(found.gaps) == {}
