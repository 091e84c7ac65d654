"""Marking cells as not applicable, and taking that back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.outreach.actions import coverage as actions
from feedback.outreach.queries import coverage as queries
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.groups import group, three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import answered, counted, opened, published, standard


def mark(of: Member, stage: str = "visit", code: str = "suppliers", reason: str = "They never come here.") -> UUID:
    def act() -> Any:
        about = {"stage": journeys.stage_named(stage), "group": stakeholders.group_named(code)}
        return actions.mark_not_applicable(**about, reason=reason).id

    made: UUID = of.do(act)
    return made


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme)
    return acme


def test_a_mark_keeps_its_reason_and_is_noted(ground: Member) -> None:
    mark(ground, reason="  They never \n come here. ")
    with ground.at_work():
        assert list(queries.reasons().values()) == ["They never come here."]
        assert accounts.audit()[0].act == "cell.not_applicable"
        assert accounts.audit()[0].subject == "visit/suppliers"


def test_marking_again_changes_the_reason(ground: Member) -> None:
    assert mark(ground) == mark(ground, reason="Another reason.")
    with ground.at_work():
        assert [row.reason for row in queries.marks()] == ["Another reason."]


def test_a_mark_needs_a_reason(ground: Member) -> None:
    with pytest.raises(Invalid) as refused:
        mark(ground, reason=" ")
    assert list(refused.value.fields) == ["reason"]


def test_a_cell_with_answers_is_not_marked(ground: Member) -> None:
    survey = opened(ground, published(ground, *standard()), ["customers", "suppliers"], mode="identified")
    mark(ground, code="suppliers")
    answered(survey, "customers", 1, csat=3)
    counted(survey)
    with pytest.raises(Conflict):
        mark(ground, code="customers")


def test_a_protected_survey_that_is_open_does_not_tell_whether_anybody_answered(ground: Member) -> None:
    opened(ground, published(ground, *standard()), ["suppliers"])
    with pytest.raises(Conflict):
        mark(ground, code="suppliers")


def test_a_sub_group_is_marked_with_its_group(ground: Member) -> None:
    with ground.at_work():
        parent = stakeholders.group_named("suppliers").id
    group(ground, "supplier", code="parts", parent_id=parent)
    with pytest.raises(NotFound):
        mark(ground, code="parts")


def test_a_mark_is_taken_back(ground: Member) -> None:
    row = mark(ground)
    ground.do(lambda: actions.unmark(queries.mark(row)))
    with ground.at_work():
        assert queries.marks() == []
        assert accounts.audit()[0].act == "cell.applicable"
