"""Reports that go out by e-mail: which, how often, to whom; and not to me."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import mail
from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.journeys.queries import functions
from feedback.permissions import Permission
from feedback.reports import actions, rules
from feedback.reports.forms import ScheduleForm, schedule_form
from feedback.reports.models import ReportSchedule
from feedback.reports.queries import schedules as queries
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("report_mails", __name__, url_prefix="/o/<organisation>/reports/mails")


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """What goes out and to whom; whoever gets one can end it for themselves."""
    return render_template(
        "reports/mails.html",
        rows=queries.schedules(),
        areas={one.id: one for one in functions.all_functions()},
        people=accounts.people(),
        me=g.access.user_id,
        rhythm=rules.rhythm,
        sends=mail.is_set_up(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@member(Permission.DECIDE)
def new() -> ResponseReturnValue:
    """Let one go out."""
    return _edit(None)


@blueprint.route("/<uuid:schedule_id>", methods=["GET", "POST"])
@member(Permission.DECIDE)
def edit(schedule_id: UUID) -> ResponseReturnValue:
    """Change when and to whom."""
    return _edit(queries.schedule(schedule_id))


def _edit(row: ReportSchedule | None) -> ResponseReturnValue:
    form = schedule_form(row, now().date())
    if not form.is_submitted():
        return _page(form, row)
    wanted = row.id if row else None
    if form.validate() and done(form, actions.schedule_report, **form.values(), schedule_id=wanted, by=g.access):
        flash(gettext("It goes out as you said."), "ok")
        return redirect(url_for("report_mails.index"), 303)
    return _page(form, row), 422


def _page(form: ScheduleForm, row: ReportSchedule | None) -> str:
    return render_template("reports/mail.html", form=form, row=row, sends=mail.is_set_up())


@blueprint.post("/<uuid:schedule_id>/end")
@member(Permission.DECIDE)
def end(schedule_id: UUID) -> ResponseReturnValue:
    """It goes out to nobody any more."""
    act(actions.end_schedule, schedule_id, by=g.access)
    flash(gettext("It does not go out any more."), "ok")
    return redirect(url_for("report_mails.index"), 303)


@blueprint.post("/<uuid:schedule_id>/leave")
@member(Permission.VIEW)
def leave(schedule_id: UUID) -> ResponseReturnValue:
    """It does not go to me any more."""
    act(actions.leave, schedule_id, user_id=g.access.user_id)
    flash(gettext("You do not get it any more."), "ok")
    return redirect(url_for("report_mails.index"), 303)
