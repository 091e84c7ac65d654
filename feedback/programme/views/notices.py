"""Notices: writing, publishing and taking back what people are told."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.permissions import Permission
from feedback.programme import actions, queries, rules
from feedback.programme.forms import NoticeForm, notice_form
from feedback.programme.models import Notice
from feedback.programme.said import raising
from feedback.programme.telling import queries as telling
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("notices", __name__)
STEP = 6
TOLD = (rules.DONE, rules.DECLINED, *rules.AGREED)


@blueprint.get("/o/<organisation>/programme/notices")
@member(Permission.VIEW)
def notices() -> ResponseReturnValue:
    """Drafts, what people read, and what nobody was told yet."""
    rows = queries.all_notices()
    known = {row.improvement_id for row in rows}
    about = {row.id: row for row in improvements.all_improvements()}
    return render_template(
        "programme/notices.html",
        told=rows,
        about=about,
        untold=[row for row in about.values() if row.status in TOLD and row.id not in known],
        mails=telling.sent_about([row.id for row in rows]),
        groups={row.id: row for row in stakeholders.groups(include_archived=True)},
        organisation_code=accounts.organisation().code,
        rules=rules,
        current_step=STEP,
    )


@blueprint.route("/o/<organisation>/programme/<int:number>/notice", methods=["GET", "POST"])
@member(Permission.DECIDE)
def write(number: int) -> ResponseReturnValue:
    """Draft a notice about an improvement."""
    row = improvements.improvement(number)
    decision = improvements.newest_decisions([row.id]).get(row.id)
    form = notice_form(row, decision=decision, raised_by=raising(queries.scores_of([row.id]).get(row.id)))
    if not form.is_submitted():
        return _form_page(form, row, None)
    if form.validate() and done(form, actions.draft_notice, row.id, **form.values(), by=g.access):
        flash(gettext("The draft is kept. Nobody else sees it until you publish it."), "ok")
        return redirect(url_for("notices.notices"), 303)
    return _form_page(form, row, None), 422


@blueprint.route("/o/<organisation>/programme/notices/<uuid:notice_id>", methods=["GET", "POST"])
@member(Permission.DECIDE)
def edit(notice_id: UUID) -> ResponseReturnValue:
    """Change a draft."""
    notice = queries.notice(notice_id)
    row = improvements.improvement_with_id(notice.improvement_id)
    form = notice_form(row, notice)
    if not form.is_submitted():
        return _form_page(form, row, notice)
    if form.validate() and done(form, actions.change_notice, notice_id, **form.values(notice), by=g.access):
        flash(gettext("The draft is kept."), "ok")
        return redirect(url_for("notices.notices"), 303)
    return _form_page(form, row, notice), 422


def _form_page(form: NoticeForm, row: Improvement, notice: Notice | None) -> str:
    return render_template("programme/notice.html", form=form, row=row, notice=notice, current_step=STEP)


@blueprint.post("/o/<organisation>/programme/notices/<uuid:notice_id>/take-back")
@member(Permission.DECIDE)
def take_back(notice_id: UUID) -> ResponseReturnValue:
    """Nobody reads it any more."""
    act(actions.take_back, queries.notice(notice_id).id, by=g.access)
    flash(gettext("It is a draft again; nobody reads it any more."), "ok")
    return redirect(url_for("notices.notices"), 303)


@blueprint.post("/o/<organisation>/programme/notices/<uuid:notice_id>/discard")
@member(Permission.DECIDE)
def discard(notice_id: UUID) -> ResponseReturnValue:
    """Forget a draft."""
    act(actions.discard, queries.notice(notice_id).id, by=g.access)
    return redirect(url_for("notices.notices"), 303)
