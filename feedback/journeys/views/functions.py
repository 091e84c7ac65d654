"""Who does what: every area at every stage, cell by cell or a whole stage at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.actions import functions as function_actions
from feedback.journeys.actions import roles as actions
from feedback.journeys.forms.functions import RolesForm, ready_form, roles_form
from feedback.journeys.models import BusinessFunction, Stage
from feedback.journeys.queries import functions as function_queries
from feedback.journeys.queries import roles as role_queries
from feedback.journeys.rules import roles as rules
from feedback.journeys.rules.prompts import prompt
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("functions", __name__, url_prefix="/o/<organisation>/journey/functions")
STEP = 5


@blueprint.get("")
@member(Permission.VIEW)
def matrix() -> ResponseReturnValue:
    """Every stage with what each area does there; an open cell asks its question."""
    return render_template(
        "journeys/matrix.html",
        matrix=role_queries.matrix(),
        ready=ready_form(function_queries.codes()),
        part=rules.part,
        parts=rules.PARTS,
        prompt=prompt,
        current_step=STEP,
    )


@blueprint.post("/ready")
@member(Permission.EDIT_JOURNEY)
def take_ready() -> ResponseReturnValue:
    """Take the ticked ones of the areas that come ready."""
    form = ready_form(function_queries.codes())
    if not form.validate():
        return render_template("journeys/ready.html", form=form, current_step=STEP), 422
    act(function_actions.ready, form.codes.data, by=g.access)
    return redirect(url_for("areas.index"), 303)


@blueprint.route("/<uuid:stage_id>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def stage(stage_id: UUID) -> ResponseReturnValue:
    """All areas at one stage, in one form."""
    return _cells(queries.stage(stage_id), function_queries.functions())


@blueprint.route("/<uuid:stage_id>/<function>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def cell(stage_id: UUID, function: str) -> ResponseReturnValue:
    """One area at one stage."""
    found, area = queries.stage(stage_id), function_queries.function(function)
    if area.archived_at is not None:
        raise NotFound()
    return _cells(found, [area])


def _cells(stage: Stage, functions: Sequence[BusinessFunction]) -> ResponseReturnValue:
    roles = role_queries.of_stage(stage)
    form = roles_form(functions, roles)
    if not form.is_submitted():
        return _page(stage, functions, form)
    wanted = form.wanted(functions, roles) if form.validate() else None
    if wanted is None or done(form, actions.fill, stage, wanted, by=g.access) is None:
        return _page(stage, functions, form), 422
    flash(gettext("What the areas do at this stage is saved."), "ok")
    return redirect(url_for("functions.matrix", _anchor=f"stage-{stage.code}"), 303)


def _page(stage: Stage, functions: Sequence[BusinessFunction], form: RolesForm) -> str:
    return render_template(
        "journeys/roles.html",
        stage=stage,
        functions=functions,
        form=form,
        parts=rules.PARTS,
        field_of=rules.field_of,
        prompt=prompt,
        others=_others(stage, functions),
        current_step=STEP,
    )


def _others(stage: Stage, functions: Sequence[BusinessFunction]) -> list[tuple[BusinessFunction, rules.Part | None]]:
    """What the areas that are not in the form do at the stage."""
    asked, roles = {one.id for one in functions}, role_queries.of_stage(stage)
    rest = [one for one in function_queries.functions() if one.id not in asked]
    return [(one, rules.part(roles[one.id].part) if one.id in roles else None) for one in rest]
