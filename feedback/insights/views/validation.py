"""From the map to a short questionnaire that asks each group whether it is so."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.insights.actions import validation as actions
from feedback.insights.queries import validation as queries
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member

blueprint = Blueprint("validation", __name__, url_prefix="/o/<organisation>/journey/validation")
STEP = 5


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """What would be asked, wave by wave, and whom."""
    return render_template(
        "insights/validation.html",
        waves=queries.waves(),
        groups=stakeholders.groups(),
        living=queries.living(),
        current_step=STEP,
    )


@blueprint.post("")
@member(Permission.EDIT_SURVEYS)
def make() -> ResponseReturnValue:
    """The questionnaire of one wave for one group, ready to look at and to launch."""
    group = stakeholders.group_named(request.form.get("group", ""))
    wave = request.form.get("wave", "1")
    made = act(actions.make, group=group, wave=int(wave) if wave.isascii() and wave.isdigit() else 0, by=g.access)
    if not g.access.may(Permission.LAUNCH_SURVEYS):
        flash(gettext("The questionnaire is ready. A manager or an owner can open it to the group."), "ok")
        return redirect(url_for("questionnaires.design", code=made.code), 303)
    flash(gettext("The questionnaire is ready: open it to the group."), "ok")
    return redirect(url_for("surveys.launch", questionnaire=made.code, group=group.code), 303)
