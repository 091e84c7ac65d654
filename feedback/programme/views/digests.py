"""`/u/work/<token>`: a member ends the mails about their work, signed in or not."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from feedback.outreach.leaving import Leaving
from feedback.programme.actions import digests as actions
from feedback.programme.queries import digests as queries
from feedback.web.guards import respondent

blueprint = Blueprint("work_digests", __name__)
leaving = Leaving("work_digests.leave_page", "programme/leave.html", queries.reader, actions.leave, actions.come_back)


@blueprint.get("/u/work/<token>")
@respondent
def leave_page(token: str) -> ResponseReturnValue:
    """Whether the mails come or not."""
    return leaving.page(token)


@blueprint.post("/u/work/<token>")
@respondent
def leave(token: str) -> ResponseReturnValue:
    """No more, or once a week again."""
    return leaving.change(token)
