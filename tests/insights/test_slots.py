from __future__ import annotations

from flask import Flask, g

from feedback.insights.slots import survey_comments
from feedback.surveys.document import Question
from feedback.surveys.models import Survey


def test_only_a_question_that_takes_words_leads_to_them(app: Flask) -> None:
    with app.test_request_context("/o/acme/surveys?lang=en"):
        g.organisation_code = "acme"
        survey = Survey(code="visit-1")
        assert survey_comments(survey=survey, question=Question("1", "score", "score", "csat")) == ""
        link = survey_comments(survey=survey, question=Question("2", "why", "why", "longtext"))
    assert 'href="/o/acme/themes/sentences?survey=visit-1&amp;question=why"' in link
