"""Step 3: who was asked about which stage, whom to ask next, and the links to give out."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import Conflict
from feedback.outreach import plan_cards, showing
from feedback.outreach.actions import coverage as actions
from feedback.outreach.actions import proposals as taking
from feedback.outreach.forms import NotApplicableForm, not_applicable_form
from feedback.outreach.queries import coverage as queries
from feedback.outreach.queries import proposals
from feedback.outreach.queries.coverage import Grid
from feedback.outreach.queries.proposals import Plan
from feedback.outreach.rules.proposals import GOAL
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("outreach", __name__)
STEP = 3
DAYS_OF_A_MONTH = 30


@blueprint.get("/o/<organisation>/outreach")
@member(Permission.VIEW)
def plan() -> ResponseReturnValue:
    """The grid of stages and groups, what each weak cell needs, and what does not apply."""
    plan = proposals.plan()
    return _page(plan, _form(plan.grid, request.args.get("group", ""), request.args.get("stage", "")))


def _form(grid: Grid, group: str = "", stage: str = "") -> NotApplicableForm:
    return not_applicable_form(grid.groups, grid.stages, group=group, stage=stage)


def _page(plan: Plan, form: NotApplicableForm) -> str:
    config, grid = current_app.config["FEEDBACK"], plan.grid
    return render_template(
        "outreach/plan.html",
        table=showing.table(grid),
        request_next=showing.request_next(grid),
        marks=showing.marks(grid, queries.marks()),
        cards=plan_cards.cards(plan),
        goal=round(100 * GOAL),
        open_links=len(plan.links),
        months=max(1, round(config.old_after_days / DAYS_OF_A_MONTH)),
        form=form,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/outreach/not-applicable")
@member(Permission.LAUNCH_SURVEYS)
def mark() -> ResponseReturnValue:
    """Mark a cell as not applicable, with the reason; refused where people of the group answered."""
    plan = proposals.plan()
    grid, form = plan.grid, _form(plan.grid)
    if not form.validate():
        return _page(plan, form), 422
    stage = next(one for one in grid.stages if one.code == form.stage.data)
    group = next(one for one in grid.groups if one.code == form.group.data)
    try:
        made = done(form, actions.mark_not_applicable, stage=stage, group=group, reason=form.reason.data, by=g.access)
    except Conflict as refused:
        form.form_errors = [say(refused.message)]
        return _page(plan, form), 409
    if made is None:
        return _page(plan, form), 422
    flash(gettext("It is marked as not applicable. You can take that back below."), "ok")
    return redirect(url_for("outreach.plan"), 303)


@blueprint.post("/o/<organisation>/outreach/not-applicable/<uuid:mark_id>/remove")
@member(Permission.LAUNCH_SURVEYS)
def unmark(mark_id: UUID) -> ResponseReturnValue:
    """Take a mark back."""
    act(actions.unmark, queries.mark(mark_id), by=g.access)
    return redirect(url_for("outreach.plan", _anchor="h-not-applicable"), 303)


@blueprint.post("/o/<organisation>/outreach/prepare")
@member(Permission.LAUNCH_SURVEYS)
def prepare() -> ResponseReturnValue:
    """Make the draft that the plan proposes for a cell, and open the page that launches it; nothing is launched."""
    stage, group = request.form.get("stage", ""), request.form.get("group", "")
    questionnaire, made = act(taking.prepare, stage=stage, group=group, by=g.access)
    if made:
        flash(gettext("A draft from the library is ready. Look at it before you open it: it is yours to change."), "ok")
    return redirect(url_for("surveys.launch", questionnaire=questionnaire.code, stage=stage, group=group), 303)
