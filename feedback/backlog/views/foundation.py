"""The sponsor's list: what changes the foundation is decided outside the order."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.accounts import queries as accounts
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import objectives
from feedback.permissions import Permission
from feedback.web.guards import member

blueprint = Blueprint("foundation", __name__)


@blueprint.get("/o/<organisation>/backlog/foundation")
@member(Permission.VIEW)
def foundation() -> ResponseReturnValue:
    """Improvements that change what is promised or what the organisation lives on, what waits to be decided first."""
    rows = queries.foundations()
    return render_template(
        "backlog/foundation.html",
        rows=rows,
        decisions=queries.newest_decisions([row.id for row in rows]),
        objectives={one.id: one for one in objectives.objectives()},
        people=accounts.people(),
        current_step=STEP,
    )
