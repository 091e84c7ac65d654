"""The answers of an identified survey that are worth a second look, each with its reasons."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.errors import NotAllowed, message
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import listing
from feedback.surveys.marks import label
from feedback.surveys.queries import marked, responses
from feedback.surveys.queries import surveys as queries
from feedback.surveys.views.results.blueprint import STEP, blueprint
from feedback.web.guards import member


@blueprint.get("/o/<organisation>/surveys/<code>/marked")
@member(Permission.EDIT_SURVEYS)
def marked_answers(code: str) -> ResponseReturnValue:
    """The newest of them; every one of them counts like any other."""
    row = queries.survey(code)
    if not responses.may_be_taken_away(row):
        raise NotAllowed(message("Single answers never leave this survey: it promised so."))
    return render_template(
        "surveys/marked.html",
        row=row,
        title=listing.title_of(row),
        found=marked.marked(row),
        marks=marked.marks_of(row),
        most=marked.MOST,
        groups={one.id: one for one in stakeholders.groups(include_archived=True)},
        label=label,
        current_step=STEP,
    )
