"""The work on decided improvements, and the public page of what was heard and done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import inside, now
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.programme import actions, queries, rules
from feedback.programme.forms import MilestoneForm, ProgressForm
from feedback.programme.models import Implementation
from feedback.programme.said import articles
from feedback.web.guards import act, member, respondent
from feedback.web.texts_forms import done

blueprint = Blueprint("programme", __name__)
STEP = 6


@blueprint.get("/o/<organisation>/programme")
@member(Permission.VIEW)
def programme() -> ResponseReturnValue:
    """Every yes and how it goes: first those nobody owns or that have no date, then by where they stand."""
    rows, work = queries.work(), queries.implementations()
    records = [_record(row, work.get(row.id)) for row in rows]
    return render_template(
        "programme/programme.html",
        lacking=[one for one in records if one["lacks"]],
        parts=[
            (status, [one for one in records if one["row"].status == status and not one["lacks"]])
            for status in (rules.IN_PROGRESS, rules.DECIDED, rules.DONE)
        ],
        people=accounts.people(),
        current_step=STEP,
    )


def _record(row: Improvement, work: Implementation | None) -> dict[str, Any]:
    return {
        "row": row,
        "work": work,
        "late": rules.is_late(row, now().date()),
        "lacks": rules.lacks(row),
        "mine": rules.may_work(g.access, row.owner_id),
    }


@blueprint.get("/o/<organisation>/programme/<int:number>")
@member(Permission.VIEW)
def implementation(number: int) -> ResponseReturnValue:
    """The work on one improvement: how far it is, what stands in the way, its milestones."""
    row = improvements.improvement(number)
    return _page(row)


def _page(row: Improvement, progress: ProgressForm | None = None, milestone: MilestoneForm | None = None) -> str:
    work = queries.implementation(row.id)
    stages = {stage.id: stage for stage in journeys.all_stages()}
    return render_template(
        "programme/implementation.html",
        **_record(row, work),
        stage=stages.get(row.stage_id) if row.stage_id else None,
        people=accounts.people(),
        progress=progress or ProgressForm(formdata=None, obj=work),
        milestone=milestone or MilestoneForm(formdata=None),
        current_step=STEP,
    )


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("programme.implementation", number=number), 303)


@blueprint.post("/o/<organisation>/programme/<int:number>/start")
@member(Permission.WORK)
def start(number: int) -> ResponseReturnValue:
    """Begin to carry it out."""
    act(actions.start, improvements.improvement(number).id, by=g.access)
    flash(gettext("It is in progress from today."), "ok")
    return _back(number)


@blueprint.post("/o/<organisation>/programme/<int:number>/progress")
@member(Permission.WORK)
def report(number: int) -> ResponseReturnValue:
    """Say how far it is and what stands in the way."""
    row, form = improvements.improvement(number), ProgressForm()
    given = {"percent": form.percent.data, "blocker": form.blocker.data or ""}
    if form.validate() and done(form, actions.report, row.id, **given, by=g.access):
        flash(gettext("Your report is kept."), "ok")
        return _back(number)
    return _page(row, progress=form), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/done")
@member(Permission.WORK)
def finish(number: int) -> ResponseReturnValue:
    """It is done."""
    act(actions.finish, improvements.improvement(number).id, by=g.access)
    flash(gettext("It is done. Now tell those who asked for it."), "ok")
    return _back(number)


@blueprint.post("/o/<organisation>/programme/<int:number>/milestones")
@member(Permission.WORK)
def add_milestone(number: int) -> ResponseReturnValue:
    """Add a dated part."""
    row, form = improvements.improvement(number), MilestoneForm()
    given = {"title": form.title.data or "", "due_on": form.due_on.data}
    if form.validate() and done(form, actions.add_milestone, row.id, **given, by=g.access):
        return _back(number)
    return _page(row, milestone=form), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/milestones/<uuid:milestone_id>")
@member(Permission.WORK)
def reach(number: int, milestone_id: UUID) -> ResponseReturnValue:
    """A part is done, or not after all."""
    row = improvements.improvement(number)
    reached = request.form.get("done", "yes") == "yes"
    act(actions.reach_milestone, row.id, milestone_id, done=reached, by=g.access)
    return _back(number)


@blueprint.get("/said/<organisation_code>")
@respondent
def said(organisation_code: str) -> ResponseReturnValue:
    """What was heard and done, for everyone: published notices and nothing else; `?group=` keeps one kind of group."""
    found = queries.organisation_with_code(organisation_code)
    with inside(found.id):
        held = articles()
    kinds = [kind for kind in ("customer", "employee", "supplier", "other") if any(kind in one.kinds for one in held)]
    wanted = request.args.get("group")
    return render_template(
        "programme/said.html",
        site_name=found.name,
        code=found.code,
        articles=[one for one in held if wanted not in kinds or wanted in one.kinds],
        kinds=kinds,
        wanted=wanted,
        rules=rules,
    )
