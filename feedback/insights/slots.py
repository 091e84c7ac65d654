"""What the analysis puts on pages of the slices below."""

from __future__ import annotations

from typing import Any

from flask import render_template
from markupsafe import Markup

from feedback.surveys.document import Question
from feedback.surveys.models import Survey
from feedback.surveys.question_types import TYPES


def survey_comments(*, survey: Survey, question: Question, **_: Any) -> Markup:
    """The way from a question to what people wrote there; nothing where nobody can write."""
    if not TYPES[question.kind].takes_comments(question):
        return Markup("")
    return Markup(render_template("insights/comments_link.html", survey=survey.code, question=question.code))
