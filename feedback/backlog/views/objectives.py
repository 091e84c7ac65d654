"""What the organisation wants to reach: a list, and one at a time to change."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import objectives as actions
from feedback.backlog.forms.objectives import ObjectiveForm, objective_form
from feedback.backlog.models import Objective
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import objectives as queries
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("objectives", __name__)


@blueprint.get("/o/<organisation>/backlog/objectives")
@member(Permission.VIEW)
def objectives() -> ResponseReturnValue:
    """Every objective with how many improvements serve it."""
    return _page(objective_form())


@blueprint.post("/o/<organisation>/backlog/objectives")
@member(Permission.EDIT_BACKLOG)
def create() -> ResponseReturnValue:
    """Add an objective."""
    form = objective_form()
    if form.validate() and done(form, actions.add_objective, **form.values(), by=g.access):
        flash(gettext("The objective is added."), "ok")
        return redirect(url_for("objectives.objectives"), 303)
    return _page(form), 422


def _page(form: ObjectiveForm) -> str:
    return render_template(
        "backlog/objectives.html",
        objectives=queries.objectives(),
        served=queries.served(),
        form=form,
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/backlog/objectives/<uuid:objective_id>", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def edit(objective_id: UUID) -> ResponseReturnValue:
    """Give an objective another name."""
    row = queries.objective(objective_id)
    form = objective_form(row)
    if not form.is_submitted():
        return _edit_page(row, form)
    if form.validate() and done(form, actions.rename_objective, row.id, **form.values(row), by=g.access):
        flash(gettext("The objective is changed."), "ok")
        return redirect(url_for("objectives.objectives"), 303)
    return _edit_page(row, form), 422


def _edit_page(row: Objective, form: ObjectiveForm) -> str:
    return render_template("backlog/objective.html", row=row, form=form, current_step=STEP)


@blueprint.post("/o/<organisation>/backlog/objectives/<uuid:objective_id>/remove")
@member(Permission.EDIT_BACKLOG)
def remove(objective_id: UUID) -> ResponseReturnValue:
    """Forget an objective; its improvements stay."""
    act(actions.remove_objective, objective_id, by=g.access)
    flash(gettext("The objective is gone; its improvements stay."), "ok")
    return redirect(url_for("objectives.objectives"), 303)
