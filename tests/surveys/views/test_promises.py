"""The page that says in full what a survey promises: cases 60 and 84."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from feedback.surveys.knowing import ERASING, WHO_COULD_KNOW
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys
from tests.factories.people import Member, post
from tests.factories.surveys import Opened, asked, opened, published

SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture
def ground(acme: Member) -> str:
    groups.three_groups(acme)
    journeys.journey(acme)
    return published(acme, asked("c", "csat", "visit"), asked("why", "longtext", "visit"))


def page(client: FlaskClient, survey: Opened, language: str = "en") -> str:
    address = f"/s/{survey.code}/employees/promise?lang={language}"
    return re.sub(r"\s+", " ", unescape(client.get(address).get_data(as_text=True)))


def test_an_anonymous_survey_says_who_could_still_know(client: FlaskClient, acme: Member, ground: str) -> None:
    found = page(client, opened(acme, ground, ["employees"]))
    assert 'data-state="promise"' in found
    said = [*(one.who for one in WHO_COULD_KNOW), *(one.knows for one in WHO_COULD_KNOW), *ERASING]
    assert [sentence.id for sentence in said if sentence.id not in found] == []


def test_another_mode_says_what_it_keeps_and_nothing_more(client: FlaskClient, acme: Member, ground: str) -> None:
    found = page(client, opened(acme, ground, ["employees"], mode="confidential"))
    assert "Your answer is confidential" in found
    assert [one.who.id for one in WHO_COULD_KNOW if one.who.id in found] == []


def test_the_form_leads_there_and_an_unknown_link_nowhere(client: FlaskClient, acme: Member, ground: str) -> None:
    survey = opened(acme, ground, ["employees"])
    form = client.get(f"/s/{survey.code}/employees?lang=en").get_data(as_text=True)
    [address] = re.findall(r'href="([^"]+/promise[^"]*)"', form)
    assert client.get(unescape(address)).status_code == 200
    assert client.get(f"/s/{survey.code}/nobody/promise").status_code == 404


def test_what_is_promised_is_what_was_launched(client: FlaskClient, acme: Member, ground: str) -> None:
    """Case 60: the words come from the frozen record; thresholds of their own are promised and kept."""
    survey = opened(acme, ground, ["employees"], k_scores=7, k_comments=12)
    with acme.at_work():
        row = launched.survey(survey.code)
        assert (row.k_scores, row.k_comments, row.launch["k_scores"], row.launch["k_comments"]) == (7, 12, 7, 12)
    assert "only sees figures of 7 people or more, and sentences of 12 people or more" in page(client, survey)


def test_a_copy_is_another_survey_with_its_own_promise(
    as_member: SignedIn, client: FlaskClient, acme: Member, ground: str
) -> None:
    """Case 60: opening the same with another mode makes a new survey; the first stays as it was promised."""
    survey = opened(acme, ground, ["employees"])
    data = {"questionnaire": ground, "groups": ["employees"], "stage": "", "mode": "identified", "code": survey.code}
    answer = post(as_member(acme), "/o/acme/surveys/new", data)
    assert answer.status_code == 303 and survey.code not in answer.location
    with acme.at_work():
        assert launched.survey(survey.code).mode == "anonymous"
    assert "Your answer is anonymous" in page(client, survey)
