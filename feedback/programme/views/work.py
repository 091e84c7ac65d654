"""The work on decided improvements: all of it, and one piece of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import now
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.programme import actions, effect_page, queries, rules
from feedback.programme.forms import ChecksForm, MilestoneForm, PlanForm, ProgressForm, plan_form
from feedback.programme.issues.presenting import issues_about
from feedback.programme.queries import standing
from feedback.programme.queries.standing import Narrowed
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("programme", __name__)
STEP = 6


@blueprint.get("/o/<organisation>/programme")
@member(Permission.VIEW)
def programme() -> ResponseReturnValue:
    """Every yes and how it goes: first those nobody owns or that have no date, then by where they stand."""
    found = standing.standings(g.access, now().date())
    narrowed = narrowed_by(request.args)
    fitting = [one for one in found if narrowed.fits(one)]
    return render_template(
        "programme/programme.html",
        lacking=[one for one in fitting if one.lacks],
        parts=[
            (status, [one for one in fitting if one.row.status == status and not one.lacks])
            for status in (rules.IN_PROGRESS, rules.DECIDED, rules.DONE)
        ],
        any=bool(found),
        narrowed=narrowed,
        choices=standing.choices(found),
        people=accounts.people(),
        current_step=STEP,
    )


def narrowed_by(args: Mapping[str, str]) -> Narrowed:
    """Whose work an address asks for."""
    return Narrowed(owner=args.get("owner", "").strip(), area=args.get("area", "").strip())


@blueprint.get("/o/<organisation>/programme/<int:number>")
@member(Permission.VIEW)
def implementation(number: int) -> ResponseReturnValue:
    """The work on one improvement: its plan, how far it is, what stands in the way, its parts."""
    return page(improvements.improvement(number))


class Typed(TypedDict, total=False):
    """Forms with what somebody typed, where it was refused."""

    plan: PlanForm
    progress: ProgressForm
    milestone: MilestoneForm
    lines: ChecksForm


def page(row: Improvement, **typed: Unpack[Typed]) -> str:
    """The page of one piece of work; forms that were refused stand there as they were typed."""
    work = queries.implementation(row.id)
    stages = {stage.id: stage for stage in journeys.all_stages()}
    stands = standing.standing(row, work, g.access, now().date())
    shown = {
        "plan": typed.get("plan") or plan_form(row, work, may_assign=rules.may_assign(g.access), typed=False),
        "progress": typed.get("progress") or ProgressForm(formdata=None, obj=work),
        "milestone": typed.get("milestone") or MilestoneForm(formdata=None),
        "lines": typed.get("lines") or ChecksForm(formdata=None),
    }
    return render_template(
        "programme/implementation.html",
        one=stands,
        stage=stages.get(row.stage_id) if row.stage_id else None,
        baseline=effect_page.baseline_so_far(row, stands.effect),
        people=accounts.people(),
        refused=next(iter(typed), ""),
        rules=rules,
        **issues_about(row),
        current_step=STEP,
        **shown,
    )


def back(number: int) -> ResponseReturnValue:
    """To the page of one piece of work, after something was written."""
    return redirect(url_for("programme.implementation", number=number), 303)


@blueprint.post("/o/<organisation>/programme/<int:number>/plan")
@member(Permission.WORK)
def plan(number: int) -> ResponseReturnValue:
    """Say who does it, from when, until when."""
    row = improvements.improvement(number)
    form = plan_form(row, queries.implementation(row.id), may_assign=rules.may_assign(g.access))
    if form.validate() and done(form, actions.plan, row.id, **form.values(row), by=g.access):
        flash(gettext("The plan is kept."), "ok")
        return back(number)
    return page(row, plan=form), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/start")
@member(Permission.WORK)
def start(number: int) -> ResponseReturnValue:
    """Begin to carry it out."""
    act(actions.start, improvements.improvement(number).id, by=g.access)
    flash(gettext("It is in progress from today."), "ok")
    return back(number)


@blueprint.post("/o/<organisation>/programme/<int:number>/progress")
@member(Permission.WORK)
def report(number: int) -> ResponseReturnValue:
    """Say how far it is and what stands in the way."""
    row, form = improvements.improvement(number), ProgressForm()
    given = {"percent": form.percent.data, "blocker": form.blocker.data or ""}
    if form.validate() and done(form, actions.report, row.id, **given, by=g.access):
        flash(gettext("Your report is kept."), "ok")
        return back(number)
    return page(row, progress=form), 422


@blueprint.post("/o/<organisation>/programme/<int:number>/done")
@member(Permission.WORK)
def finish(number: int) -> ResponseReturnValue:
    """It is done."""
    act(actions.finish, improvements.improvement(number).id, by=g.access)
    flash(gettext("It is done. Now tell those who asked for it."), "ok")
    return back(number)
