"""The map goes to the areas; each confirms or disputes its stages."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.errors import Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.actions import reviews as actions
from feedback.journeys.forms import reviews as forms
from feedback.journeys.queries import functions
from feedback.journeys.queries import reviews as queries
from feedback.journeys.rules import channel
from feedback.journeys.rules.statements import LONGEST_TEXT
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import say

blueprint = Blueprint("reviews", __name__, url_prefix="/o/<organisation>/journey/review")
STEP = 5


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Which areas were asked, who has not answered, who disputes what; and whom to ask."""
    areas, stages = functions.functions(), journeys.stages()
    return render_template(
        "journeys/reviews.html",
        asked=queries.reviews(),
        areas=areas,
        stages=stages,
        ticked=forms.ticked(queries.concerned(), areas),
        pair_name=forms.pair_name,
        current_step=STEP,
    )


@blueprint.post("/send")
@member(Permission.EDIT_JOURNEY)
def send() -> ResponseReturnValue:
    """Ask the ticked areas about the ticked stages."""
    pairs = list(forms.chosen(request.form.getlist("ask"), functions.functions(), journeys.stages()))
    asked = act(actions.send, pairs, by=g.access)
    text = ngettext("One stage waits for its area.", "%(num)s stages wait for their areas.", asked)
    flash(text if asked else gettext("Nobody is newly asked."), "ok" if asked else "warn")
    return redirect(url_for("reviews.index"), 303)


@blueprint.get("/<code>")
@member(Permission.VIEW)
def area(code: str) -> ResponseReturnValue:
    """What one area was asked, stage by stage."""
    return _page(code)


@blueprint.post("/<code>/<uuid:stage_id>")
@member(Permission.WORK)
def say_so(code: str, stage_id: UUID) -> ResponseReturnValue:
    """The area says of one stage that it is so, or what is different."""
    stage = next((one for one in journeys.stages() if one.id == stage_id), None)
    if stage is None:
        raise NotFound()
    said = {"verdict": request.form.get("verdict", ""), "note": request.form.get("note", "")}
    try:
        act(actions.review, stage=stage, function=functions.function(code), by=g.access, **said)
    except Invalid as error:
        return _page(code, stage_id, said["note"], say(error.message)), 422
    flash(gettext("Thank you. The map shows what you said."), "ok")
    return redirect(url_for("reviews.area", code=code, _anchor=f"stage-{stage.code}"), 303)


def _page(code: str, wrong: UUID | None = None, typed: str = "", problem: str = "") -> str:
    return render_template(
        "journeys/review.html",
        asked=queries.of_function(code),
        channel=channel,
        wrong=wrong,
        typed=typed,
        problem=problem,
        most=LONGEST_TEXT,
        current_step=STEP,
    )
