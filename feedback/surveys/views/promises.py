"""What a survey promises whoever answers, in full: a page of its own behind the short words of the form."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.surveys.knowing import ERASING, WHO_COULD_KNOW
from feedback.surveys.rules import promise, promise_title
from feedback.surveys.views.answering import messages
from feedback.surveys.views.answering.layout import shell
from feedback.surveys.views.answering.visiting import open_visit
from feedback.web.guards import respondent

blueprint = Blueprint("promises", __name__)


@blueprint.get("/s/<survey>/<group>/promise")
@respondent
def how(survey: str, group: str) -> ResponseReturnValue:
    """What is kept, who sees what; of an anonymous survey also who could still know, and what can be erased."""
    visit = open_visit(survey, group)
    if visit is None:
        return messages.nowhere()
    anonymous = visit.link.anonymous
    return render_template(
        "answer/promise.html",
        **shell(visit),
        promise_title=promise_title(visit.link.mode),
        promise=promise(visit.link.launch),
        knowing=WHO_COULD_KNOW if anonymous else (),
        erasing=ERASING if anonymous else (),
    )
