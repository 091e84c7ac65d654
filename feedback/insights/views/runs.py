"""Starting a run of the analysis, and how far it is."""

from __future__ import annotations

import hashlib
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.insights.actions import runs as actions
from feedback.insights.presenting import run_record
from feedback.insights.queries import runs as queries
from feedback.permissions import Permission
from feedback.web.guards import act, member

blueprint = Blueprint("runs", __name__)


@blueprint.post("/o/<organisation>/themes/runs")
@member(Permission.EDIT_THEMES)
def start() -> ResponseReturnValue:
    """Read what came since, or with `?everything` all comments anew; a run that is under way goes on."""
    act(actions.start_run, everything="everything" in request.args, by=g.access)
    return redirect(url_for("insights.themes"), 303)


@blueprint.get("/o/<organisation>/themes/runs/<uuid:run_id>")
@member(Permission.VIEW)
def progress(run_id: UUID) -> ResponseReturnValue:
    """The fragment that says how far a run is; unchanged it answers 304."""
    held = queries.progress(queries.run(run_id))
    assert held is not None
    response = make_response(render_template("insights/run.html", job=run_record(held)))
    response.set_etag(
        hashlib.sha256(f"{held.state} {held.done} {held.total} {held.remaining}".encode()).hexdigest()[:16]
    )
    return response.make_conditional(request)


@blueprint.post("/o/<organisation>/themes/runs/<uuid:run_id>/cancel")
@member(Permission.EDIT_THEMES)
def cancel(run_id: UUID) -> ResponseReturnValue:
    """Stop a run; what was known before it stays as it was, as far as it had not been written."""
    if act(actions.cancel_run, run_id, by=g.access):
        flash(gettext("The analysis is stopped. Start it again when you like."), "ok")
    return redirect(url_for("insights.themes"), 303)
