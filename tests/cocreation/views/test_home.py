"""The home page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.backlog import ground, improvement, said_and_proposed
from tests.factories.groups import three_groups
from tests.factories.people import Member, member
from tests.factories.surveys import answered, counted, opened, published, standard
from tests.statements import counted as statements

SignedIn = Callable[..., FlaskClient]


def home(client: FlaskClient) -> str:
    answer = client.get("/o/acme/", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_organisation_without_anything_is_led_to_the_first_thing_to_do(acme: Member, as_member: SignedIn) -> None:
    shown = home(as_member(acme))
    assert "What comes next: Add your customers, with about how many they are." in shown
    assert 'class="is-now"' in shown
    assert shown.count('href="/o/acme/groups"') >= 2
    assert ("What changed" in shown, "The first three" in shown) == (False, False)


def test_the_first_improvement_stands_with_its_sentences(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    shown = home(as_member(acme))
    first = shown.index('id="h-first"')
    assert shown.index("<blockquote") - first > 0
    assert shown.count("<blockquote") == 3
    assert "The first three" in shown
    assert "Analysis: " in shown


def test_the_grid_and_the_request_that_would_help_most_are_there(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    answered(survey, "customers", 7, csat=4)
    counted(survey)
    shown = home(as_member(acme))
    assert "7 answers arrived in the last seven days." in shown
    assert "<b>7</b>" in shown
    assert "What would help most now: Employees about “Booking”." in shown
    assert "This group has no voice yet" in shown
    assert 'href="/o/acme/surveys/new?stage=booking&amp;group=employees"' in shown


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.VIEWER])
def test_who_may_not_ask_or_decide_is_not_offered_it(app: Flask, acme: Member, as_member: SignedIn, role: Role) -> None:
    ground(acme)
    shown = home(as_member(member(app, "acme", role)))
    assert ("Ask a group" in shown, "Begin a cycle" in shown, "Prepare the survey" in shown) == (False, False, False)
    assert "Not asked</span>" in shown


def test_home_costs_the_same_for_one_line_and_for_three(app: Flask, acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    costs = []
    for _ in range(3):
        improvement(acme, "visit")
        with statements(app) as seen:
            home(browser)
        costs.append(len(seen))
    assert costs[0] == costs[2]


def test_with_groups_alone_the_next_step_is_what_is_known(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    assert "What comes next: Bring in a file of complaints or reviews, or write notes." in home(as_member(acme))
