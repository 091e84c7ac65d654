"""The ways different personas take through the journey."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import NotFound
from feedback.journeys import queries
from feedback.journeys.actions import variants as actions
from feedback.journeys.forms.variants import VariantForm, variant_form
from feedback.journeys.models import Stage, Variant
from feedback.journeys.queries import variants as drawn
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("variants", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey/edit/variants")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Every variant with the stages it goes through."""
    stages = {stage.id: stage for stage in queries.stages()}
    personas = {one.id: one for one in drawn.personas()}
    page = {"variants": drawn.variants(), "stages": stages, "personas": personas}
    return render_template("journeys/variants.html", **page, current_step=STEP)


@blueprint.route("/o/<organisation>/journey/edit/variants/new", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def create() -> ResponseReturnValue:
    """Draw a variant; stages without a place are left out of it."""
    journey, stages = queries.journey(), queries.stages()
    if journey is None or not stages:
        raise NotFound()
    form = variant_form(stages)
    if not form.is_submitted():
        return _page(form, stages, None)
    if form.validate() and done(form, actions.add_variant, journey, **form.values(stages), by=g.access):
        return redirect(url_for("variants.index"), 303)
    return _page(form, stages, None), 422


@blueprint.route("/o/<organisation>/journey/edit/variants/<code>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def edit(code: str) -> ResponseReturnValue:
    variant, stages = drawn.variant(code), queries.stages()
    form = variant_form(stages, variant)
    if not form.is_submitted():
        return _page(form, stages, variant)
    if form.validate() and done(form, actions.change_variant, variant, **form.values(stages, variant)):
        return redirect(url_for("variants.index"), 303)
    return _page(form, stages, variant), 422


def _page(form: VariantForm, stages: list[Stage], variant: Variant | None) -> str:
    return render_template("journeys/variant.html", form=form, stages=stages, variant=variant, current_step=STEP)


@blueprint.post("/o/<organisation>/journey/edit/variants/<code>/remove")
@member(Permission.EDIT_JOURNEY)
def remove(code: str) -> ResponseReturnValue:
    act(actions.remove_variant, drawn.variant(code), by=g.access)
    return redirect(url_for("variants.index"), 303)
