"""Opening an issue about an improvement in a tracker."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.trackers import queries as trackers
from feedback.accounts.trackers.rules.answers import reason_label
from feedback.accounts.trackers.talking import look_up
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import db
from feedback.errors import Conflict, message
from feedback.permissions import Permission
from feedback.programme.issues import actions, queries, rules
from feedback.programme.issues.forms import IssueForm, issue_form
from feedback.programme.issues.writing import read_over
from feedback.programme.rules.publishing import Looked
from feedback.web.guards import act, member
from feedback.web.languages import INTERFACE, NAMES
from feedback.web.templating import language_code, say
from feedback.web.texts_forms import done

blueprint = Blueprint("issues", __name__)
STEP = 6


@blueprint.route("/o/<organisation>/programme/<int:number>/issue", methods=["GET", "POST"])
@member(Permission.DECIDE)
def write(number: int) -> ResponseReturnValue:
    """Title and text as they will be sent, to look at and to change; then the issue is on its way."""
    row, connected = improvements.improvement(number), trackers.trackers()
    rules.check_open(row.status)
    if not connected:
        return _page(row, None)
    form = issue_form(row, connected, _language())
    if not form.is_submitted():
        return _page(row, form)
    looked = read_over(row, form.title.data or "", form.body.data or "", _language())
    if form.validate() and done(form, actions.write, row.id, **form.values(), looked=looked, by=g.access):
        flash(gettext("The issue is on its way. The link to it stands here in a moment."), "ok")
        return _back(row)
    return _page(row, form, looked), 422


def _language() -> str:
    """The language of the text: chosen in the address, or that of the form; else the reader's."""
    asked = request.form.get("written_in") or request.args.get("text", "")
    return asked if asked in INTERFACE else language_code()


def _page(row: Improvement, form: IssueForm | None, looked: tuple[Looked, ...] = ()) -> str:
    return render_template(
        "programme/issue.html",
        row=row,
        form=form,
        looked=[one for one in looked if one.revealing or one.tone],
        there=queries.issues_of(row.id),
        languages=[(code, NAMES[code]) for code in INTERFACE],
        current_step=STEP,
    )


def _back(row: Improvement) -> ResponseReturnValue:
    return redirect(url_for("programme.implementation", number=row.number, _anchor="h-issues"), 303)


@blueprint.post("/o/<organisation>/programme/issues/<uuid:issue_id>/again")
@member(Permission.DECIDE)
def again(issue_id: UUID) -> ResponseReturnValue:
    """Try once more what was given up."""
    row = act(actions.again, issue_id, by=g.access)
    flash(gettext("It is on its way again."), "ok")
    return _back(improvements.improvement_with_id(row.improvement_id))


@blueprint.post("/o/<organisation>/programme/issues/<uuid:issue_id>/look")
@member(Permission.WORK)
def look(issue_id: UUID) -> ResponseReturnValue:
    """Ask the tracker whether it is closed there; nothing changes here but that this is shown."""
    issue = queries.issue(issue_id)
    if not issue.key:
        raise Conflict(message("It is not opened there yet."))
    key, about = issue.key, issue.improvement_id
    project, token = trackers.project_of(issue.tracker), trackers.token_of(issue.tracker)
    private = trackers.may_be_private()
    db.session.rollback()  # Nothing is held open while another machine thinks.
    closed, reason = look_up(project, token, key, private=private) if token else (None, "removed")
    if closed is None:
        flash(say(reason_label(reason)), "warn")
    else:
        act(actions.note_there, issue_id, closed=closed)
    return _back(improvements.improvement_with_id(about))


@blueprint.post("/o/<organisation>/programme/issues/<uuid:issue_id>/discard")
@member(Permission.DECIDE)
def discard(issue_id: UUID) -> ResponseReturnValue:
    """Forget what was given up."""
    row = improvements.improvement_with_id(queries.issue(issue_id).improvement_id)
    act(actions.discard, issue_id, by=g.access)
    return _back(row)
