"""The contacts in a stage: change, move, take out."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.journeys import actions, queries
from feedback.journeys.forms import TouchpointForm, touchpoint_form
from feedback.journeys.models import Touchpoint
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("touchpoints", __name__)
STEP = 5


@blueprint.route(
    "/o/<organisation>/journey/edit/stages/<uuid:stage_id>/touchpoints/<uuid:touchpoint_id>", methods=["GET", "POST"]
)
@member(Permission.EDIT_JOURNEY)
def edit(stage_id: UUID, touchpoint_id: UUID) -> ResponseReturnValue:
    touchpoint = queries.touchpoint(stage_id, touchpoint_id)
    form = touchpoint_form(touchpoint)
    if not form.is_submitted():
        return _page(touchpoint, form)
    if form.validate() and done(form, actions.change_touchpoint, touchpoint, **form.values(touchpoint.name)):
        return _to_stage(stage_id)
    return _page(touchpoint, form), 422


def _page(touchpoint: Touchpoint, form: TouchpointForm) -> str:
    return render_template("journeys/touchpoint.html", touchpoint=touchpoint, form=form, current_step=STEP)


def _to_stage(stage_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("stages.edit", stage_id=stage_id, _anchor="h-touchpoints"), 303)


@blueprint.post("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/touchpoints/<uuid:touchpoint_id>/move")
@member(Permission.EDIT_JOURNEY)
def move(stage_id: UUID, touchpoint_id: UUID) -> ResponseReturnValue:
    """One place up or down, by `direction`."""
    touchpoint = queries.touchpoint(stage_id, touchpoint_id)
    act(actions.move_touchpoint, touchpoint, direction=request.form.get("direction", ""))
    return _to_stage(stage_id)


@blueprint.post("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/touchpoints/<uuid:touchpoint_id>/remove")
@member(Permission.EDIT_JOURNEY)
def remove(stage_id: UUID, touchpoint_id: UUID) -> ResponseReturnValue:
    act(actions.remove_touchpoint, queries.touchpoint(stage_id, touchpoint_id))
    return _to_stage(stage_id)
