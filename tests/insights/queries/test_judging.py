"""Whose scores and whose themes count: released answers, evidence, and nobody who may not be told of."""

from __future__ import annotations

from uuid import UUID

from feedback.insights.numbers import Judged, Spoken
from feedback.insights.queries import judging
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import evidence, surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground


def group(of: Member, code: str = "customers") -> UUID:
    with of.at_work():
        return stakeholders.group_named(code).id


def judged(of: Member) -> dict[UUID, Judged]:
    with of.at_work():
        return judging.judged()


def spoken(of: Member, code: str = "customers") -> Spoken:
    counted(of)
    with of.at_work():
        return judging.spoken()[stakeholders.group_named(code).id]


def test_scores_by_stage_beside_the_verdict(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers", "employees"], mode="identified")
    surveys.answered(opened, "customers", 2, nps=10, csat=4)
    surveys.answered(opened, "employees", 1, csat=1)
    found = judged(acme)
    assert set(found) == {group(acme)}
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    own = found[group(acme)]
    assert (sorted(own.outcome.values()), sorted(own.stages[visit].values()), own.k) == ([5.0, 5.0], [4.0, 4.0], 1)


def test_unreleased_answers_of_a_protected_survey_are_not_read(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="confidential", k_scores=6)
    surveys.answered(opened, "customers", 8, nps=10, csat=4)
    assert judged(acme) == {}
    surveys.closed(opened)
    assert len(judged(acme)[group(acme)].outcome) == 8
    assert judged(acme)[group(acme)].k == 6


def test_what_people_of_a_group_raised_with_their_ratings(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=3)
    heard(acme, "employees", "waiting", n=1)
    evidence.note(acme, text="Fine.", rating=5.0)
    found = spoken(acme)
    waiting = theme(acme, "waiting")
    assert sorted(map(dict, found.people.values()), key=str) == [{waiting: 1}] * 3
    assert (found.told, found.k, dict(found.scores)) == (frozenset({waiting}), 1, {})


def test_nobody_of_a_theme_that_too_few_protected_people_raised(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential", k_scores=5)
    answered_about(opened, "employees", 8)
    answered_about(opened, "employees", 3, theme_code="price")
    found = spoken(acme, "employees")
    waiting = theme(acme, "waiting")
    assert found.told == {waiting}
    assert (len(found.people), found.k) == (11, 5)
    assert {one for themes in found.people.values() for one in themes} == {waiting}


def test_a_theme_that_says_nothing_explains_nothing(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "overall", n=3)
    assert spoken(acme).told == frozenset()
