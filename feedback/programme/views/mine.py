"""My work: what is mine, what of it is late or soon, and how often I want to be reminded by e-mail."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import mail
from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.permissions import Permission
from feedback.programme import rules
from feedback.programme.actions import digests as actions
from feedback.programme.forms.digests import DigestForm, digest_form
from feedback.programme.queries import digests, standing
from feedback.programme.queries.dues import dues_of
from feedback.programme.views.work import STEP
from feedback.web.guards import member
from feedback.web.texts_forms import done

blueprint = Blueprint("my_work", __name__)


@blueprint.get("/o/<organisation>/programme/mine")
@member(Permission.VIEW)
def mine() -> ResponseReturnValue:
    """What the reader is in charge of."""
    return _page(digest_form(digests.rhythm_of(g.access.user_id)))


def _page(form: DigestForm) -> str:
    today = now().date()
    own = [one for one in standing.standings(g.access, today) if one.row.owner_id == g.access.user_id]
    return render_template(
        "programme/mine.html",
        dues=dues_of([(one.row, one.work) for one in own], today),
        open=[one for one in own if one.row.status in rules.AGREED],
        finished=[one for one in own if one.row.status == rules.DONE],
        people=accounts.people(),
        form=form,
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
