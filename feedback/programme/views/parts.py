"""The parts of a piece of work: its milestones and its check-list."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from feedback.backlog.queries import improvements
from feedback.permissions import Permission
from feedback.programme import actions, queries, rules
from feedback.programme.forms import ChecksForm, MilestoneForm
from feedback.programme.views.work import STEP, back, page
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("work_parts", __name__)


def _ticked() -> bool:
    return request.form.get("done", "yes") == "yes"


@blueprint.post("/o/<organisation>/programme/<int:number>/milestones")
@member(Permission.WORK)
def add_milestone(number: int) -> ResponseReturnValue:
    """Add a dated part."""
    row, form = improvements.improvement(number), MilestoneForm()
    given = {"title": form.title.data or "", "due_on": form.due_on.data}
    if form.validate() and done(form, actions.add_milestone, row.id, **given, by=g.access):
        return back(number)
    return page(row, milestone=form), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/milestones/<uuid:milestone_id>")
@member(Permission.WORK)
def reach(number: int, milestone_id: UUID) -> ResponseReturnValue:
    """A part is done, or not after all."""
    act(actions.reach_milestone, improvements.improvement(number).id, milestone_id, done=_ticked(), by=g.access)
    return back(number)


@blueprint.route(
    "/o/<organisation>/programme/<int:number>/milestones/<uuid:milestone_id>/edit", methods=["GET", "POST"]
)
@member(Permission.WORK)
def edit_milestone(number: int, milestone_id: UUID) -> ResponseReturnValue:
    """Call it otherwise, or move its day."""
    row = improvements.improvement(number)
    rules.check_may_work(g.access, row.owner_id)
    part = queries.milestone(row.id, milestone_id)
    form = MilestoneForm(obj=part)
    shown = {"form": form, "row": row, "part": part, "current_step": STEP}
    if not form.is_submitted():
        return render_template("programme/milestone.html", **shown)
    given = {"title": form.title.data or "", "due_on": form.due_on.data}
    if form.validate() and done(form, actions.change_milestone, row.id, milestone_id, **given, by=g.access):
        return back(number)
    return render_template("programme/milestone.html", **shown), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/milestones/<uuid:milestone_id>/remove")
@member(Permission.WORK)
def remove_milestone(number: int, milestone_id: UUID) -> ResponseReturnValue:
    """It is no part of the plan any more."""
    act(actions.remove_milestone, improvements.improvement(number).id, milestone_id, by=g.access)
    return back(number)


@blueprint.post("/o/<organisation>/programme/<int:number>/checks")
@member(Permission.WORK)
def add_checks(number: int) -> ResponseReturnValue:
    """Add lines to the check-list."""
    row, form = improvements.improvement(number), ChecksForm()
    if form.validate() and done(form, actions.add_checks, row.id, texts=form.texts(), by=g.access):
        return back(number)
    return page(row, lines=form), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/checks/<uuid:check_id>")
@member(Permission.WORK)
def tick(number: int, check_id: UUID) -> ResponseReturnValue:
    """A line is done, or not after all."""
    act(actions.tick, improvements.improvement(number).id, check_id, done=_ticked(), by=g.access)
    return back(number)


@blueprint.post("/o/<organisation>/programme/<int:number>/checks/<uuid:check_id>/remove")
@member(Permission.WORK)
def remove_check(number: int, check_id: UUID) -> ResponseReturnValue:
    """A line nobody needs."""
    act(actions.remove_check, improvements.improvement(number).id, check_id, by=g.access)
    return back(number)
