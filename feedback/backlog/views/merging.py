"""Improvements that look alike: merging two that are one, parting them again, saying that they are two."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import merging as actions
from feedback.backlog.models import Improvement
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import merging
from feedback.backlog.rules.merging import may_merge
from feedback.errors import message
from feedback.journeys import queries as journeys
from feedback.names import refusal
from feedback.permissions import Permission
from feedback.web.guards import act, member

blueprint = Blueprint("improvement_merging", __name__)


@blueprint.get("/o/<organisation>/backlog/alike")
@member(Permission.VIEW)
def alike() -> ResponseReturnValue:
    """Pairs of improvements that may be one under two names."""
    return render_template(
        "backlog/alike.html",
        pairs=merging.alike(),
        stages={stage.id: stage for stage in journeys.all_stages()},
        may_merge=may_merge,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/backlog/<int:number>/merge")
@member(Permission.EDIT_BACKLOG)
def merge(number: int) -> ResponseReturnValue:
    """Let another improvement (`into`, its number) carry on this one."""
    gone, taking = queries.improvement(number), _named("into")
    act(actions.merge, gone.id, taking.id, by=g.access)
    flash(gettext("They are one now. What was said and decided on both stays readable."), "ok")
    return redirect(url_for("improvements.improvement", number=taking.number), 303)


def _named(name: str) -> Improvement:
    """The improvement whose number a form names; Invalid, NotFound."""
    written = request.form.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise refusal(name, message("Write the number of an improvement."))
    return queries.improvement(int(written))


@blueprint.post("/o/<organisation>/backlog/<int:number>/part")
@member(Permission.EDIT_BACKLOG)
def part(number: int) -> ResponseReturnValue:
    """Let a merged improvement stand for itself again."""
    act(actions.part, queries.improvement(number).id, by=g.access)
    flash(gettext("It stands for itself again."), "ok")
    return redirect(url_for("improvements.improvement", number=number), 303)


@blueprint.post("/o/<organisation>/backlog/<int:number>/not-same")
@member(Permission.EDIT_BACKLOG)
def not_same(number: int) -> ResponseReturnValue:
    """Say that another improvement (`other`, its number) is another one, whatever it looks like."""
    act(actions.are_two, queries.improvement(number).id, _named("other").id, by=g.access)
    flash(gettext("They are not proposed again."), "ok")
    return redirect(url_for("improvement_merging.alike"), 303)
