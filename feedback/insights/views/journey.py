"""Step 5: the living map, with the rows somebody chose; its curve, its paper, and moments that people declare."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.insights import assumed, findings
from feedback.insights.actions import moments as actions
from feedback.insights.curve import curve_of
from feedback.insights.forms import MomentForm
from feedback.insights.map_asked import asked_page, chosen_rows, stages_of
from feedback.insights.map_page import MapPage, map_page, narrowed
from feedback.insights.map_words import written
from feedback.insights.queries import claims
from feedback.insights.queries.conflicts import conflicts
from feedback.insights.queries.journey_map import JourneyMap, felt
from feedback.insights.queries.runs import newest_done
from feedback.journeys import queries as journeys
from feedback.journeys.queries import reviews, variants
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.pictures import look, sent
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("journey", __name__)
STEP = 5


@blueprint.get("/o/<organisation>/journey")
@member(Permission.VIEW)
def journey() -> ResponseReturnValue:
    """What each group lives at each stage, beside what was assumed; `?rows=` names rows, `?variant=` a way through."""
    if "show" in request.args:
        return redirect(url_for("journey.journey", **chosen_rows()), 303)
    page = asked_page()
    return _page(page, _form(page.lived))


@blueprint.get("/o/<organisation>/journey/curve.svg")
@member(Permission.VIEW)
def curve() -> ResponseReturnValue:
    """The feeling curve, from what the disclosure rule shows and from nothing else."""
    lived = narrowed(felt(), stages_of(request.args.get("variant", "")))
    return sent(curve_of(lived).svg(*look()))


@blueprint.post("/o/<organisation>/journey/moments")
@member(Permission.EDIT_JOURNEY)
def declare() -> ResponseReturnValue:
    """Somebody says that a stage is a moment of truth, of pain, or silent."""
    page = map_page()
    form = _form(page.lived)
    if form.validate():
        stage = journeys.stage_named(form.stage.data)
        if done(form, actions.declare, stage=stage, kind=form.kind.data, reason=form.reason.data or "", by=g.access):
            flash(gettext("The moment is on the map."), "ok")
            return redirect(url_for("journey.journey"), 303)
    return _page(map_page(), form), 422


@blueprint.post("/o/<organisation>/journey/moments/<uuid:moment_id>/withdraw")
@member(Permission.EDIT_JOURNEY)
def withdraw(moment_id: UUID) -> ResponseReturnValue:
    act(actions.withdraw, moment_id=moment_id, by=g.access)
    flash(gettext("The moment is no longer on the map."), "ok")
    return redirect(url_for("journey.journey"), 303)


def _form(lived: JourneyMap) -> MomentForm:
    return MomentForm([(stage.stage.code, text(stage.stage.name)) for stage in lived.stages])


def _page(page: MapPage, form: MomentForm) -> str:
    asked = reviews.reviews()
    return render_template(
        "insights/journey.html",
        **written(page),
        variants=variants.variants(),
        finding=findings.of_journey(page.lived),
        partings=assumed.partings(page.lived),
        beside=assumed.beside(page.lived),
        agreed=findings.of_truth(page.lived),
        maturity=claims.maturity(page.standing),
        parted=conflicts(page.standing, asked),
        asked=asked,
        run=newest_done(),
        form=form,
        current_step=STEP,
    )
