"""The stages of the journey: add, change, move, retire, bring back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.journeys import actions, queries, rules
from feedback.journeys.actions import passing
from feedback.journeys.forms import StageForm, TouchpointForm, stage_form, touchpoint_form
from feedback.journeys.forms.passing import RetireForm, retire_form
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules import details
from feedback.names import LONGEST_NAME
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("stages", __name__)
STEP = 5


@blueprint.route("/o/<organisation>/journey/edit/stages/new", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def create() -> ResponseReturnValue:
    """Add a stage at the end (`?name=` proposes what it is called); afterwards its touchpoints can be drawn."""
    if (journey := queries.journey()) is None:
        raise NotFound()
    form = stage_form(name=request.args.get("name", "")[:LONGEST_NAME])
    if not form.is_submitted():
        return _new_page(form)
    if form.validate() and (stage := done(form, actions.add_stage, journey, **form.values(), by=g.access)):
        flash(gettext("The stage is added. Now its touchpoints, if it has any."), "ok")
        return redirect(url_for("stages.edit", stage_id=stage.id), 303)
    return _new_page(form), 422


def _new_page(form: StageForm) -> str:
    return render_template("journeys/new_stage.html", form=form, current_step=STEP)


@blueprint.route("/o/<organisation>/journey/edit/stages/<uuid:stage_id>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def edit(stage_id: UUID) -> ResponseReturnValue:
    """Change a stage and its touchpoints; `?touchpoint=` proposes what a new one is called."""
    stage = queries.stage(stage_id)
    form = stage_form(stage)
    if not form.is_submitted():
        proposed = request.args.get("touchpoint", "")[:LONGEST_NAME]
        return _stage_page(stage, form, touchpoint_form(sent=False, name=proposed))
    if form.validate() and done(form, actions.change_stage, stage, **form.values(stage), by=g.access):
        return to_stage(stage)
    return _stage_page(stage, form, touchpoint_form(sent=False)), 422


def to_stage(stage: Stage) -> ResponseReturnValue:
    """To the place of the stage in the editor."""
    return redirect(url_for("journeys.editor", _anchor=f"stage-{stage.code}"), 303)


def _stage_page(stage: Stage, form: StageForm, touchpoint: TouchpointForm, retire: RetireForm | None = None) -> str:
    leaving = retire or retire_form(stage, queries.stages())
    others = {"touchpoint_form": touchpoint.beside_another("touchpoint"), "retire_form": leaving}
    became = queries.stages_with(lineage().heirs(stage.id)) if stage.retired_at else []
    said = {"rules": rules, "details": details, "became": [one for one in became if one.id != stage.id]}
    return render_template("journeys/stage.html", stage=stage, form=form, **others, **said, current_step=STEP)


@blueprint.post("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/touchpoints")
@member(Permission.EDIT_JOURNEY)
def add_touchpoint(stage_id: UUID) -> ResponseReturnValue:
    """Draw a contact in this stage."""
    stage, typed = queries.stage(stage_id), touchpoint_form()
    if typed.validate() and done(typed, actions.add_touchpoint, stage, **typed.values()):
        return redirect(url_for("stages.edit", stage_id=stage_id, _anchor="h-touchpoints"), 303)
    return _stage_page(stage, stage_form(stage, sent=False), typed), 422


@blueprint.post("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/move")
@member(Permission.EDIT_JOURNEY)
def move(stage_id: UUID) -> ResponseReturnValue:
    """One place up or down, by `direction`."""
    return to_stage(_moved(stage_id))


def _moved(stage_id: UUID) -> Stage:
    stage, direction = queries.stage(stage_id), request.form.get("direction", "")
    moved: Stage = act(actions.move_stage, stage, direction=direction, by=g.access)
    return moved


@blueprint.post("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/retire")
@member(Permission.EDIT_JOURNEY)
def retire(stage_id: UUID) -> ResponseReturnValue:
    """Take the stage off the map, with another in its place where `into` says so; it can be brought back."""
    stage, stages = queries.stage(stage_id), queries.stages()
    form = retire_form(stage, stages)
    chosen = next((one for one in stages if str(one.id) == form.into.data), None)
    if not form.validate() or done(form, passing.retire_into, stage, into=chosen, by=g.access) is None:
        return _stage_page(stage, stage_form(stage, sent=False), touchpoint_form(sent=False), form), 422
    flash(gettext("“%(name)s” is off the map. You can bring it back below.", name=text(stage.name)), "ok")
    return redirect(url_for("journeys.editor"), 303)


@blueprint.post("/o/<organisation>/journey/edit/stages/<uuid:stage_id>/restore")
@member(Permission.EDIT_JOURNEY)
def restore(stage_id: UUID) -> ResponseReturnValue:
    return to_stage(act(actions.restore_stage, queries.stage(stage_id), by=g.access))
