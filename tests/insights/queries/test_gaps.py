"""What insiders believe beside what customers live: the widest gap first, and no gap where one side is not shown."""

from __future__ import annotations

from typing import Any

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.queries import gaps
from feedback.insights.queries.gaps import StageGap
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

STAGES = ("booking", "visit", "billing")


def guessed(of: Member, *scores: int, people: int = 6, **parts: Any) -> Opened:
    """Employees who all guess these scores of booking, visit and billing."""
    questions = [asked(f"g_{stage}", "csat", stage, construct=stage, predicts=True) for stage in STAGES]
    survey = opened(of, published(of, *questions), ["employees"], **parts)
    for tilt in (0, 1):
        given = {f"g_{stage}": score + tilt for stage, score in zip(STAGES, scores, strict=True)}
        answered(survey, "employees", people, **given)
    closed(survey)
    return survey


def lived(of: Member, *scores: int) -> Opened:
    questions = [asked(f"l_{stage}", "csat", stage, construct=stage) for stage in STAGES]
    survey = opened(of, published(of, *questions), ["customers"], mode="identified")
    for tilt in (0, 1):
        answered(
            survey, "customers", 8, **{f"l_{stage}": one + tilt for stage, one in zip(STAGES, scores, strict=True)}
        )
    counted(survey)
    return survey


def found(of: Member) -> list[StageGap]:
    with of.at_work():
        return gaps.of_stages(stakeholders.groups())


def test_the_widest_gap_comes_first(acme: Member) -> None:
    ground(acme)
    guessed(acme, 4, 4, 2)
    lived(acme, 3, 1, 2)
    with acme.at_work():
        codes = {stage.id: stage.code for stage in journeys.stages()}
    told = found(acme)
    assert [codes[one.stage_id] for one in told] == ["visit", "booking", "billing"]
    assert [one.gap and round(one.gap.value, 1) for one in told] == [3.0, 1.0, 0.0]
    assert [one.gap and one.gap.sign for one in told] == [1, 1, 0]


def test_few_who_guess_and_nobody_who_lives_it(acme: Member) -> None:
    ground(acme)
    guessed(acme, 4, 4, 2, people=2)
    assert found(acme) == [], "customers were not asked: there is nothing to set beside it"
    lived(acme, 3, 1, 2)
    told = found(acme)
    assert [one.gap for one in told] == [None] * 3
    assert {one.predicted for one in told} == {Hidden("too_few", 5)}
    assert all(isinstance(one.lived, Shown) for one in told)


def test_question_by_question_of_the_newest_survey(acme: Member) -> None:
    ground(acme)
    lived(acme, 3, 1, 2)
    guessed(acme, 4, 4, 2)
    with acme.at_work():
        told = gaps.of_questions()
    assert [(one.question.code, one.gap and round(one.gap.value, 1)) for one in told] == [
        ("g_visit", 3.0),
        ("g_booking", 1.0),
        ("g_billing", 0.0),
    ]


def test_the_order_of_stages_is_compared_from_four_on(acme: Member) -> None:
    ground(acme)
    guessed(acme, 4, 3, 2)
    lived(acme, 3, 2, 1)
    one = found(acme)
    assert gaps.agreement(one) == {}
    values = [(4.0, 3.0), (3.0, 2.5), (2.0, 2.0), (1.0, 2.6)]
    made = [
        StageGap(one[0].stage_id, one[0].group_id, one[0].lived_by, Shown(guess, 9), Shown(life, 9), None)
        for guess, life in values
    ]
    (agreement,) = gaps.agreement(made).values()
    assert (round(agreement.rho, 2), agreement.stages) == (0.4, 4)
