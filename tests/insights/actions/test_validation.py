from __future__ import annotations

from collections.abc import Mapping

import pytest

from feedback.errors import Conflict
from feedback.insights.actions import validation as actions
from feedback.insights.queries import claims as queries
from feedback.insights.queries.journey_map import unplaced
from feedback.journeys.queries import claims as drawn
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.queries import questionnaires as drafts
from tests.factories import claims, surveys
from tests.factories.people import Member
from tests.factories.runs import analysed, ground


def made(of: Member, group: str = "customers", wave: int = 1) -> str:
    code: str = of.do(lambda: actions.make(group=stakeholders.group_named(group), wave=wave).code)
    return code


def states(of: Member) -> Mapping[str, str]:
    """Kind and stage of every element, and claims in their words -> state."""
    with of.at_work():
        found = queries.standing()
        by_id = {one.element.stage_id: one.element.name["en"] for one in found.values() if one.element.kind == "stage"}
        drawn_states = {f"{one.element.kind} {by_id[one.element.stage_id]}": one.state.code for one in found.values()}
        worded = {row.claim.text["en"]: row.state.code for one in found.values() for row in one.worded}
        return {**drawn_states, **worded}


def codes(of: Member, questionnaire: str) -> Mapping[str, str]:
    """Words of a question -> its code."""
    with of.at_work():
        draft = drafts.draft_of(drafts.questionnaire(questionnaire))
        return {one.text.text_in("en"): one.code for one in draft.questions()}


def test_answers_confirm_refute_and_leave_open(acme: Member) -> None:
    """The whole way: from the map to a questionnaire, answers, and states of the claims it checked."""
    ground(acme)
    claims.stated(acme, "visit", "They wait outside")
    questionnaire = made(acme)
    asked = codes(acme, questionnaire)
    survey = surveys.opened(acme, questionnaire, ["customers"], mode="identified")
    yes = {
        asked["Did you go through “Booking”?"]: "yes",
        asked["Did you go through “Visit”?"]: "yes",
        asked["Did you go through “Billing”?"]: "no",
        asked["“They wait outside” Was it like this for you?"]: "differently",
        "missing": {"text": "We had to park the car first."},
    }
    surveys.answered(survey, "customers", 5, **yes)
    surveys.answered(survey, "customers", 1, **{asked["Did you go through “Visit”?"]: "no"})
    surveys.counted(survey)
    found = states(acme)
    assert (found["stage Booking"], found["stage Billing"]) == ("validated", "refuted")
    assert found["stage Visit"] == "reasoned", "5 of 6 have a lower bound of 0.44"
    assert found["They wait outside"] == "refuted"
    assert found["touchpoint Visit"] == "assumed"


def test_the_missing_step_is_asked_at_no_stage(acme: Member) -> None:
    """So its answers stand among what fits no stage, until somebody places them or draws a stage."""
    ground(acme)
    survey = surveys.opened(acme, made(acme), ["customers"], mode="identified")
    assert survey.questions["missing"][1] is None
    surveys.answered(survey, "customers", 3, missing={"text": "We had to park the car far away first."})
    surveys.counted(survey)
    analysed(acme)
    with acme.at_work():
        assert unplaced(stakeholders.groups()).nowhere == 3


def test_what_is_confirmed_is_not_asked_and_nothing_is_no_survey(acme: Member) -> None:
    ground(acme)
    for wave in (0, 2):
        with pytest.raises(Conflict):
            made(acme, wave=wave)


def test_insiders_are_asked_what_they_see(acme: Member) -> None:
    ground(acme)
    assert "From what you see, do customers go through “Visit”?" in codes(acme, made(acme, "employees"))


def test_making_it_twice_claims_once(acme: Member) -> None:
    ground(acme)
    made(acme)
    made(acme, "suppliers")
    with acme.at_work():
        assert len(drawn.claims()) == 6
