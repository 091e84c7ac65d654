"""Beginning with a ready journey: look at each, take one over, then make it yours."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound, UnknownName
from feedback.journeys import queries
from feedback.journeys.importing import import_journey
from feedback.journeys.templates import Template, template, templates
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import text

blueprint = Blueprint("ready_journeys", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/edit/templates")
@member(Permission.EDIT_JOURNEY)
def index() -> ResponseReturnValue:
    """The ready journeys with their stages; taking one over while a journey is drawn makes it the current one."""
    return render_template(
        "journeys/ready_journeys.html",
        templates=templates(),
        journey=queries.journey(),
        drawn=bool(queries.stages()),
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/journey/edit/templates/<code>")
@member(Permission.EDIT_JOURNEY)
def take(code: str) -> ResponseReturnValue:
    """Draw the ready journey with everything behind it."""
    chosen = _template(code)
    act(import_journey, chosen.drawing, by=g.access)
    flash(
        gettext("“%(name)s” is drawn. Make it yours: change what is not so with you.", name=text(dict(chosen.name))),
        "ok",
    )
    return redirect(url_for("journeys.editor"), 303)


def _template(code: str) -> Template:
    try:
        return template(code)
    except UnknownName:
        raise NotFound() from None
