"""`/u/<token>`: a person ends mails to themselves."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from feedback.outreach.actions import unsubscribing as actions
from feedback.outreach.leaving import Leaving
from feedback.outreach.queries import unsubscribing as queries
from feedback.web.guards import respondent

blueprint = Blueprint("unsubscribe", __name__)
leaving = Leaving("unsubscribe.page", "outreach/unsubscribe.html", queries.reader, actions.leave, actions.come_back)


@blueprint.get("/u/<token>")
@respondent
def page(token: str) -> ResponseReturnValue:
    """Whether mails come or not."""
    return leaving.page(token)


@blueprint.post("/u/<token>")
@respondent
def change(token: str) -> ResponseReturnValue:
    """No more mails, or mails again."""
    return leaving.change(token)
