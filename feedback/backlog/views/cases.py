"""From a case to an improvement: a new one, or one there is."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import cases as actions
from feedback.backlog.forms import CaseLinkForm, ImprovementForm, case_link_form, improvement_form
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import improvements as queries
from feedback.followup.models import Case
from feedback.followup.queries import cases as followup
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("improvement_cases", __name__)


def _case(case_id: UUID) -> Case:
    """A case is only for those who follow up; NotAllowed, NotFound."""
    g.access.require(Permission.FOLLOW_UP)
    return followup.case(case_id)


@blueprint.route("/o/<organisation>/backlog/cases/<uuid:case_id>", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def choose(case_id: UUID) -> ResponseReturnValue:
    """Let the case feed an improvement there is, or go on to a new one."""
    row, form = _case(case_id), case_link_form()
    if not form.is_submitted():
        return _choose_page(row, form)
    if form.validate():
        found = queries.improvement(int(form.number.data))
        act(actions.add_case, found.id, row.id, by=g.access)
        flash(gettext("The improvement goes back to this case from now on."), "ok")
        return redirect(url_for("followup.case", case_id=case_id), 303)
    return _choose_page(row, form), 422


def _choose_page(row: Case, form: CaseLinkForm) -> str:
    return render_template("backlog/case.html", case=row, form=form, current_step=STEP)


@blueprint.route("/o/<organisation>/backlog/cases/<uuid:case_id>/new", methods=["GET", "POST"])
@member(Permission.EDIT_BACKLOG)
def create(case_id: UUID) -> ResponseReturnValue:
    """A new improvement that goes back to the case."""
    row, form = _case(case_id), improvement_form(start={"direction": "reduce"})
    if not form.is_submitted():
        return _new_page(row, form)
    if form.validate() and (number := done(form, _improve, row.id, form)):
        flash(gettext("The improvement is added. The order is being computed anew."), "ok")
        return redirect(url_for("improvements.improvement", number=number), 303)
    return _new_page(row, form), 422


def _improve(case_id: UUID, form: ImprovementForm) -> int:
    return actions.improve(case_id, direction=form.direction.data, **form.values(), by=g.access).number


def _new_page(row: Case, form: ImprovementForm) -> str:
    return render_template("backlog/case_new.html", case=row, form=form, current_step=STEP)


@blueprint.post("/o/<organisation>/backlog/<int:number>/cases/<uuid:case_id>/remove")
@member(Permission.EDIT_BACKLOG)
def remove(number: int, case_id: UUID) -> ResponseReturnValue:
    """Part an improvement and a case."""
    row = _case(case_id)
    act(actions.remove_case, queries.improvement(number).id, row.id, by=g.access)
    return redirect(url_for("followup.case", case_id=case_id), 303)
