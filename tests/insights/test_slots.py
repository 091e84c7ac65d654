from __future__ import annotations

from collections.abc import Callable

from flask import Flask, g
from flask.testing import FlaskClient

from feedback.insights.slots import survey_comments
from feedback.journeys.actions import claims
from feedback.surveys.document import Question
from feedback.surveys.models import Survey
from tests.factories.blueprint import item
from tests.factories.journeys import journey
from tests.factories.people import Member

SignedIn = Callable[..., FlaskClient]


def test_only_a_question_that_takes_words_leads_to_them(app: Flask) -> None:
    with app.test_request_context("/o/acme/surveys?lang=en"):
        g.organisation_code = "acme"
        survey = Survey(code="visit-1")
        assert survey_comments(survey=survey, question=Question("1", "score", "score", "csat")) == ""
        link = survey_comments(survey=survey, question=Question("2", "why", "why", "longtext"))
    assert 'href="/o/acme/themes/sentences?survey=visit-1&amp;question=why"' in link


def test_a_thing_of_the_blueprint_shows_how_sure_it_is(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    said, quiet = (item(acme, "visit", "process", name, state="failing") for name in ("Tell", "Pay"))
    claim = acme.do(lambda: claims.claim(about=("item", said), text={}, reason="They told us so.", by=None).id)
    browser = as_member(acme)
    listed = browser.get("/o/acme/journey/blueprint?stage=visit&lang=en").get_data(as_text=True)
    assert (f"/journey/claims/{claim}" in listed, listed.count("/journey/claims/")) == (True, 1)
    alone = browser.get(f"/o/acme/journey/blueprint/items/{quiet}?lang=en").get_data(as_text=True)
    assert f"/journey/claims/new/item/{quiet}" in alone
