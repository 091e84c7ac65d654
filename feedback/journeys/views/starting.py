"""A ready start for an empty journey: the twelve steps, and the areas most companies have."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.actions import starting as actions
from feedback.journeys.forms.functions import ReadyForm, ready_form
from feedback.journeys.queries import functions as function_queries
from feedback.journeys.rules import steps as rules
from feedback.permissions import Permission
from feedback.web.guards import act, member

blueprint = Blueprint("starting", __name__)
STEP = 5


@blueprint.route("/o/<organisation>/journey/edit/steps", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def begin() -> ResponseReturnValue:
    """The twelve steps as they would be drawn, and the ready areas to tick; Conflict where there are stages already."""
    if (journey := queries.journey()) is None:
        raise NotFound()
    form = ready_form(function_queries.codes())
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    act(actions.begin, journey, areas=form.codes.data, by=g.access)
    flash(gettext("The twelve steps are drawn. Make them yours: rename, add, move, take off what nobody lives."), "ok")
    return redirect(url_for("journeys.editor"), 303)


def _page(form: ReadyForm) -> str:
    return render_template("journeys/steps.html", form=form, parts=rules.parts(), current_step=STEP)
