"""What members say about an improvement, and what happened to it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.actions import remarks as actions
from feedback.backlog.forms.remarks import RemarkForm
from feedback.backlog.models import Improvement, ImprovementRemark
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import history as happenings
from feedback.backlog.queries import improvements as queries
from feedback.backlog.queries import remarks
from feedback.backlog.rules import history as rules
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.web.addresses import page_asked
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("improvement_remarks", __name__)
PER_PAGE = 50


@blueprint.post("/o/<organisation>/backlog/<int:number>/remarks")
@member(Permission.WORK)
def add(number: int) -> ResponseReturnValue:
    """Say something about an improvement."""
    row, form = queries.improvement(number), RemarkForm()
    if form.validate() and done(form, actions.remark, row.id, text=form.text.data or "", by=g.access):
        return _to_remarks(number)
    return _page(row, form, None), 422


@blueprint.route("/o/<organisation>/backlog/<int:number>/remarks/<uuid:remark_id>", methods=["GET", "POST"])
@member(Permission.WORK)
def edit(number: int, remark_id: UUID) -> ResponseReturnValue:
    """Change what one said; only the author comes here."""
    row = queries.improvement(number)
    said = _own(row, remark_id)
    form = RemarkForm(data={"text": said.text})
    if not form.is_submitted():
        return _page(row, form, said)
    if form.validate() and done(form, actions.change_remark, said.id, text=form.text.data or "", by=g.access):
        flash(gettext("Your remark is changed."), "ok")
        return _to_remarks(number)
    return _page(row, form, said), 422


def _own(row: Improvement, remark_id: UUID) -> ImprovementRemark:
    """A remark of this improvement, written by whoever asks; NotFound."""
    said = remarks.remark(remark_id)
    if said.improvement_id != row.id or said.written_by != g.access.user_id:
        raise NotFound()
    return said


def _page(row: Improvement, form: RemarkForm, said: ImprovementRemark | None) -> str:
    return render_template("backlog/remark.html", row=row, form=form, said=said, current_step=STEP)


@blueprint.post("/o/<organisation>/backlog/<int:number>/remarks/<uuid:remark_id>/remove")
@member(Permission.WORK)
def remove(number: int, remark_id: UUID) -> ResponseReturnValue:
    """Take back what one said."""
    act(actions.remove_remark, _own(queries.improvement(number), remark_id).id, by=g.access)
    flash(gettext("Your remark is taken back."), "ok")
    return _to_remarks(number)


def _to_remarks(number: int) -> ResponseReturnValue:
    return redirect(url_for("improvements.improvement", number=number, _anchor="h-remarks"), 303)


@blueprint.get("/o/<organisation>/backlog/<int:number>/history")
@member(Permission.VIEW)
def history(number: int) -> ResponseReturnValue:
    """What happened to an improvement, the newest first; `?page=` goes on."""
    row, page = queries.improvement(number), page_asked()
    return render_template(
        "backlog/history.html",
        row=row,
        found=happenings.history(row, page=page, per_page=PER_PAGE),
        page=page,
        people=accounts.people(),
        happened=rules.happened,
        details=rules.details,
        current_step=STEP,
    )
