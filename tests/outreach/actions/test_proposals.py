"""Taking up what the plan proposes: a draft is made at most once, and nothing is opened."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.errors import Conflict, NotFound
from feedback.outreach.actions import coverage, proposals
from feedback.outreach.queries import coverage as plan
from feedback.stakeholders.queries import groups
from feedback.surveys.queries import questionnaires, surveys
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import published, standard


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme, ("booking", "visit", "museum"))
    return acme


def prepared(of: Member, stage: str, group: str) -> tuple[str, bool]:
    def act() -> tuple[str, bool]:
        row, made = proposals.prepare(stage=stage, group=group)
        return row.code, made

    done: tuple[str, bool] = of.do(act)
    return done


def draft(of: Member, code: str) -> Any:
    with of.at_work():
        return questionnaires.draft_of(questionnaires.questionnaire(code))


def test_a_draft_of_the_library_speaks_of_our_stages(ground: Member) -> None:
    code, made = prepared(ground, "visit", "customers")
    assert made
    assert (draft(ground, code).library, draft(ground, code).stages()) == ("repair-customers", ("booking", "visit"))


def test_the_same_draft_serves_its_other_stages_and_is_not_made_twice(ground: Member) -> None:
    code, _ = prepared(ground, "visit", "customers")
    assert prepared(ground, "visit", "customers") == (code, False)
    assert prepared(ground, "booking", "customers") == (code, False)
    assert prepared(ground, "visit", "employees")[1]


def test_a_stage_no_service_has_gets_one_draft_for_every_such_stage(ground: Member) -> None:
    code, made = prepared(ground, "museum", "suppliers")
    assert (made, draft(ground, code).library, draft(ground, code).stages()) == (True, "stage-suppliers", ())
    assert prepared(ground, "museum", "suppliers") == (code, False)


def test_what_we_have_is_taken_before_the_library(ground: Member) -> None:
    code = published(ground, *standard())
    assert prepared(ground, "visit", "customers") == (code, False)


def test_nothing_is_opened(ground: Member) -> None:
    prepared(ground, "visit", "customers")
    with ground.at_work():
        assert surveys.surveys() == []


def test_what_is_not_in_the_plan_is_refused(ground: Member) -> None:
    for stage, group in (("nowhere", "customers"), ("visit", "nobody")):
        with pytest.raises(NotFound):
            prepared(ground, stage, group)

    def mark() -> None:
        visit = next(one for one in plan.coverage().stages if one.code == "visit")
        coverage.mark_not_applicable(stage=visit, group=groups.group_named("suppliers"), reason="They never come.")

    ground.do(mark)
    with pytest.raises(Conflict):
        prepared(ground, "visit", "suppliers")
