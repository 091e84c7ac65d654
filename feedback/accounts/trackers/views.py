"""Settings, Connections, Issue trackers: where issues can be opened, and whether that works."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.models import Tracker
from feedback.accounts.trackers import actions, queries, rules, talking
from feedback.accounts.trackers.forms import ProjectForm, TrackerForm, project_form
from feedback.accounts.trackers.rules.answers import reason_label
from feedback.db import db
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("trackers", __name__)


@blueprint.route("/o/<organisation>/settings/trackers", methods=["GET", "POST"])
@member(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Every tracker, and a form for one more, which is tried as soon as it is kept."""
    form = TrackerForm()
    if not form.is_submitted():
        return _index(form)
    if form.validate() and (made := done(form, _connect, form)):
        return _tried(made)
    return _index(form), 422


def _connect(form: TrackerForm) -> UUID:
    return actions.connect(**form.values(), by=g.access).id


def _index(form: TrackerForm) -> str:
    return render_template(
        "accounts/trackers.html", form=form, trackers=queries.trackers(), rules=rules, reason_label=reason_label
    )


@blueprint.route("/o/<organisation>/settings/trackers/<uuid:tracker_id>", methods=["GET", "POST"])
@member(Permission.ADMINISTER)
def tracker(tracker_id: UUID) -> ResponseReturnValue:
    """One tracker: what the last look at it found, and everything that can be done with it."""
    row = queries.tracker(tracker_id)
    form = project_form(row)
    if not form.is_submitted():
        return _page(row, form)
    if form.validate() and done(form, actions.change, tracker_id, **_values(form, row), by=g.access):
        return _tried(tracker_id)
    return _page(queries.tracker(tracker_id), form), 422


def _values(form: ProjectForm, row: Tracker) -> dict[str, str]:
    held = {"issue_type": row.issue_type, "account": row.account}
    return {**held, **{field.name: field.data or "" for field in form if field.name != "csrf_token"}}


def _page(row: Tracker, form: ProjectForm) -> str:
    return render_template("accounts/tracker.html", row=row, form=form, rules=rules, reason_label=reason_label)


@blueprint.post("/o/<organisation>/settings/trackers/<uuid:tracker_id>/try")
@member(Permission.ADMINISTER)
def try_out(tracker_id: UUID) -> ResponseReturnValue:
    """Read the project with the token, and say what that tells."""
    return _tried(tracker_id)


def _tried(tracker_id: UUID) -> ResponseReturnValue:
    row = queries.tracker(tracker_id)
    project, token, private = queries.project_of(row), queries.token_of(row), queries.may_be_private()
    db.session.rollback()  # Nothing is held open while another machine thinks.
    finding = talking.try_out(project, token, private=private) if token else "secret"
    act(actions.note, tracker_id, finding)
    if not finding:
        flash(gettext("It works: the project can be read with this token."), "ok")
    return redirect(url_for("trackers.tracker", tracker_id=tracker_id), 303)


@blueprint.post("/o/<organisation>/settings/trackers/<uuid:tracker_id>/remove")
@member(Permission.ADMINISTER)
def remove(tracker_id: UUID) -> ResponseReturnValue:
    """Open nothing there any more."""
    act(actions.remove, tracker_id, by=g.access)
    flash(gettext("The connection is removed, and its token forgotten."), "ok")
    return redirect(url_for("trackers.index"), 303)
