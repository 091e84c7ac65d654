"""Step 5: the key flows, and where each breaks according to what is known."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.insights.queries import flows as queries
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.web.guards import member

blueprint = Blueprint("key_flows", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/flows")
@member(Permission.VIEW)
def flows() -> ResponseReturnValue:
    """Every path that must end well, touchpoint by touchpoint."""
    known = queries.key_flows()
    return render_template(
        "insights/flows.html",
        flows=known.flows,
        drawn=bool(journeys.stages()),
        groups=known.groups,
        current_step=STEP,
    )
