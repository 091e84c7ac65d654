"""Following up single answers that were not given in confidence."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.followup import actions, queries, rules
from feedback.followup.forms import CaseForm, OpenForm, case_form, open_form
from feedback.followup.models import Case
from feedback.followup.queries import Answered
from feedback.permissions import Permission
from feedback.web.guards import member
from feedback.web.texts_forms import done

blueprint = Blueprint("followup", __name__)


@blueprint.get("/o/<organisation>/followup")
@member(Permission.FOLLOW_UP)
def cases() -> ResponseReturnValue:
    """Every case, those to look after first."""
    return render_template(
        "followup/cases.html",
        cases=queries.cases(),
        people=accounts.people(),
        rules=rules,
        today=now().date(),
    )


@blueprint.route("/o/<organisation>/followup/answer/<uuid:response_id>", methods=["GET", "POST"])
@member(Permission.FOLLOW_UP)
def open_(response_id: UUID) -> ResponseReturnValue:
    """Open a case from an answer; one that has a case leads to it."""
    answered = queries.answered(response_id)
    if (known := queries.case_of(response_id)) is not None:
        return redirect(url_for("followup.case", case_id=known.id), 303)
    form = open_form()
    if not form.is_submitted():
        return _open_page(form, answered)
    if form.validate() and (made := done(form, _open, response_id, form)):
        flash(gettext("Somebody looks after it from now on."), "ok")
        return redirect(url_for("followup.case", case_id=made), 303)
    return _open_page(form, answered), 422


def _open(response_id: UUID, form: OpenForm) -> UUID:
    return actions.open_case(response_id, **form.values(), by=g.access).id


def _open_page(form: OpenForm, answered: Answered) -> str:
    return render_template("followup/open.html", form=form, answered=answered)


@blueprint.route("/o/<organisation>/followup/<uuid:case_id>", methods=["GET", "POST"])
@member(Permission.FOLLOW_UP)
def case(case_id: UUID) -> ResponseReturnValue:
    """One case: what was answered, who looks after it, how it goes."""
    row = queries.case(case_id)
    form = case_form(row)
    if not form.is_submitted():
        return _case_page(row, form)
    if form.validate() and done(form, actions.change_case, case_id, **form.values(), by=g.access):
        flash(gettext("The case is kept."), "ok")
        return redirect(url_for("followup.cases"), 303)
    return _case_page(row, form), 422


def _case_page(row: Case, form: CaseForm) -> str:
    return render_template(
        "followup/case.html",
        row=row,
        form=form,
        answered=queries.answered(row.response_id),
        late=rules.is_late(row.state, row.due_on, now().date()),
    )
