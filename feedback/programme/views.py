"""Work on decided improvements, and the public page of what was heard and done."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from feedback.web.guards import respondent

blueprint = Blueprint("programme", __name__)


@blueprint.get("/said/<organisation_code>")
@respondent
def said(organisation_code: str) -> ResponseReturnValue:
    return organisation_code
