"""The page of the coverage plan."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.outreach.queries import coverage as queries
from feedback.permissions import Role
from feedback.surveys.queries import questionnaires, surveys
from tests.factories.groups import three_groups
from tests.factories.invitations import person
from tests.factories.journeys import journey
from tests.factories.people import Member, member, post
from tests.factories.surveys import answered, closed, counted, opened, published, standard
from tests.statements import counted as statements

SignedIn = Callable[..., FlaskClient]
PLAN = "/o/acme/outreach"
MARK = f"{PLAN}/not-applicable"
TYPED = {"group": "suppliers", "stage": "visit", "reason": "They never come here."}


def page(client: FlaskClient) -> str:
    answer = client.get(PLAN, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    return acme


def marked(of: Member) -> list[UUID]:
    with of.at_work():
        return [row.id for row in queries.marks()]


def test_before_there_are_groups_and_stages_it_says_which_comes_first(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "For that there have to be groups first." in page(browser)
    three_groups(acme)
    assert "For that the journey needs its stages." in page(browser)


def test_cells_that_were_not_asked_lead_to_asking_them(ground: Member, as_member: SignedIn) -> None:
    shown = page(as_member(ground))
    assert shown.count("Not asked</span>") == 6
    assert 'href="/o/acme/surveys/new?stage=visit&amp;group=employees"' in shown
    assert "Without a voice so far:" in shown
    assert "No survey is open." in shown
    assert shown.count("Prepare the survey</button>") == 6


def test_heard_cells_show_their_people_and_lead_nowhere(ground: Member, as_member: SignedIn) -> None:
    survey = opened(ground, published(ground, *standard()), ["customers"])
    answered(survey, "customers", 7, csat=4)
    counted(survey)
    shown = page(as_member(ground))
    assert "<b>7</b>" in shown
    assert "stage=visit&amp;group=customers" not in shown
    assert "One link takes answers now." in shown


def test_a_protected_survey_that_is_open_is_said_to_be_being_asked(ground: Member, as_member: SignedIn) -> None:
    opened(ground, published(ground, *standard()), ["employees"])
    shown = page(as_member(ground))
    assert "Being asked" in shown
    assert "counted at the end" in shown


def test_a_cell_is_marked_and_the_mark_taken_back(ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    answer = post(browser, MARK, TYPED)
    assert (answer.status_code, answer.location) == (303, PLAN)
    assert page(browser).count("They never come here.") == 3
    [row] = marked(ground)
    assert post(browser, f"{MARK}/{row}/remove").status_code == 303
    assert marked(ground) == []


def test_what_is_wrong_is_said_and_what_was_typed_stays(ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    for wrong in ({"reason": ""}, {"group": "nobody"}, {"stage": "nowhere"}):
        answer = post(browser, MARK, {**TYPED, **wrong})
        assert answer.status_code == 422, wrong
    answer = post(browser, MARK, {**TYPED, "group": "nobody"})
    assert "They never come here." in answer.get_data(as_text=True)
    assert marked(ground) == []


def test_a_cell_with_answers_is_refused_in_words(ground: Member, as_member: SignedIn) -> None:
    survey = opened(ground, published(ground, *standard()), ["suppliers"], mode="identified")
    answered(survey, "suppliers", 1, csat=3)
    counted(survey)
    answer = post(as_member(ground), MARK, TYPED, headers={"Accept-Language": "en"})
    assert answer.status_code == 409
    assert "it does apply to them" in answer.get_data(as_text=True)


def test_each_state_of_a_cell_reads_differently(ground: Member, as_member: SignedIn) -> None:
    code = published(ground, *standard())
    heard = opened(ground, code, ["customers"])
    answered(heard, "customers", 20, csat=4)
    counted(heard)
    few = opened(ground, code, ["suppliers"])
    answered(few, "suppliers", 3, csat=4)
    closed(few)
    opened(ground, published(ground, *standard(), title="Inside"), ["employees"])
    opened(ground, published(ground, *standard("booking"), title="Booked"), ["customers"])
    browser = as_member(ground)
    post(browser, MARK, {**TYPED, "stage": "booking"})
    shown = page(browser)
    for once in (
        '<span class="look"><b>20</b> · today</span>',
        '<span class="look too-few">too few</span>',
        '<span class="look waiting">counted when it closes</span>',
        '<span class="look no-answer">nobody answered</span>',
        '<span class="look none-asked">not asked</span>',
        '<span class="look not-applicable">does not apply</span>',
    ):
        assert shown.count(once) == 1, once
    assert "±20 points" in shown


def test_a_weak_cell_says_how_many_to_ask_and_why(ground: Member, as_member: SignedIn) -> None:
    """Of 100 people 50 answers make +-10 points; at 30 % that is 167: more than there are."""
    for number in range(3):
        person(ground, "suppliers", number)
    shown = " ".join(page(as_member(ground)).split())
    assert (
        "Nobody was asked here: we know nothing, good or bad. 50 more answers make a share sure to ±10 points. "
        "We assume that 30% of those who are asked answer: there is no history of this group yet. "
        "That is more than the group has: ask everybody." in shown
    )
    assert "Invite the 3 contacts with an e-mail address; give the others the link or a QR code." in shown


def test_one_click_makes_the_draft_and_opens_the_launch_page(ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    answer = post(browser, f"{PLAN}/prepare", {"stage": "visit", "group": "suppliers"})
    assert answer.status_code == 303
    address, _, query = answer.location.partition("?")
    assert address == "/o/acme/surveys/new"
    asked = dict(pair.split("=") for pair in query.split("&"))
    with ground.at_work():
        [draft] = questionnaires.questionnaires()
        assert asked == {"questionnaire": draft.code, "stage": "visit", "group": "suppliers"}
        assert questionnaires.draft_of(draft).library == "repair-suppliers"
        assert surveys.surveys() == []
    launch = browser.get(answer.location).get_data(as_text=True)
    assert f'selected value="{draft.code}"' in launch
    assert 'selected value="visit"' in launch
    again = post(browser, f"{PLAN}/prepare", {"stage": "visit", "group": "suppliers"})
    assert again.location == answer.location


def test_nothing_is_made_for_a_cell_that_is_none(ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    post(browser, MARK, TYPED)
    tried = {("visit", "suppliers"): 409, ("visit", "nobody"): 404, ("nowhere", "customers"): 404, ("", ""): 404}
    for (stage, group), status in tried.items():
        assert post(browser, f"{PLAN}/prepare", {"stage": stage, "group": group}).status_code == status
    with ground.at_work():
        assert questionnaires.questionnaires() == []


@pytest.mark.parametrize("role", [Role.ANALYST, Role.VIEWER])
def test_who_may_not_ask_sees_the_plan_and_cannot_change_it(
    app: Flask, ground: Member, as_member: SignedIn, role: Role
) -> None:
    browser = as_member(member(app, "acme", role))
    shown = page(browser)
    assert ("surveys/new" in shown, "Mark as not applicable" in shown, "outreach/prepare" in shown) == (False,) * 3
    assert post(browser, MARK, TYPED).status_code == 403
    assert post(browser, f"{PLAN}/prepare", {"stage": "visit", "group": "suppliers"}).status_code == 403


def test_the_page_costs_the_same_for_one_survey_and_for_three(app: Flask, ground: Member, as_member: SignedIn) -> None:
    browser = as_member(ground)
    costs = []
    for number in range(3):
        opened(ground, published(ground, *standard(), title=f"Visit {number}"), ["customers", "employees"])
        with statements(app) as seen:
            page(browser)
        costs.append(len(seen))
    assert costs[0] == costs[2]
