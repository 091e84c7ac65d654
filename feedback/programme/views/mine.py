"""My work: what is mine, what of it is late or soon, how often I am reminded by e-mail, and my calendar."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import mail
from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.permissions import Permission
from feedback.programme import rules
from feedback.programme.actions import calendars as calendar_actions
from feedback.programme.actions import digests as actions
from feedback.programme.forms.calendars import CalendarForm, calendar_form
from feedback.programme.forms.digests import DigestForm, digest_form
from feedback.programme.queries import calendars, digests, standing
from feedback.programme.queries.dues import dues_of
from feedback.programme.rules.calendars import MINE
from feedback.programme.views.work import STEP
from feedback.web.addresses import absolute
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("my_work", __name__)


@blueprint.get("/o/<organisation>/programme/mine")
@member(Permission.VIEW)
def mine() -> ResponseReturnValue:
    """What the reader is in charge of."""
    return _page()


def _page(form: DigestForm | None = None, calendar: CalendarForm | None = None) -> str:
    today, me = now().date(), g.access.user_id
    feed = calendars.feed_of(me)
    own = [one for one in standing.standings(g.access, today) if one.row.owner_id == me]
    return render_template(
        "programme/mine.html",
        dues=dues_of([(one.row, one.work) for one in own], today),
        open=[one for one in own if one.row.status in rules.AGREED],
        finished=[one for one in own if one.row.status == rules.DONE],
        people=accounts.people(),
        form=form or digest_form(digests.rhythm_of(me)),
        calendar=calendar or calendar_form(feed.reach if feed else MINE),
        address=absolute("calendars.feed", token=calendars.token_of(feed.id)) if feed else "",
        mailing=mail.is_set_up(),
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/programme/mine/reminders")
@member(Permission.VIEW)
def choose() -> ResponseReturnValue:
    """How often the reader is reminded: everybody says so for themselves."""
    form = digest_form()
    if form.validate() and done(form, actions.choose, g.access.user_id, rhythm=form.rhythm.data):
        flash(gettext("Kept: that is how often you get the mail."), "ok")
        return redirect(url_for("my_work.mine"), 303)
    return _page(form), 422


@blueprint.post("/o/<organisation>/programme/mine/calendar")
@member(Permission.VIEW)
def subscribe() -> ResponseReturnValue:
    """What the reader's calendar holds; with `fresh`, or where they had none, at a new address."""
    form, me = calendar_form(), g.access.user_id
    fresh = "fresh" in request.form or calendars.feed_of(me) is None
    action = calendar_actions.make_address if fresh else calendar_actions.choose_reach
    if form.validate() and done(form, action, me, reach=form.reach.data):
        said = gettext("The address is ready. If you had another one, it has ended.") if fresh else gettext("Kept.")
        flash(said, "ok")
        return redirect(url_for("my_work.mine"), 303)
    return _page(calendar=form), 422


@blueprint.post("/o/<organisation>/programme/mine/calendar/end")
@member(Permission.VIEW)
def unsubscribe() -> ResponseReturnValue:
    """The reader's address opens nothing any more."""
    act(calendar_actions.end_address, g.access.user_id)
    flash(gettext("The address has ended: a program that reads it gets nothing any more."), "ok")
    return redirect(url_for("my_work.mine"), 303)
