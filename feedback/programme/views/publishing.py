"""Looking at a notice once more, publishing it, and on which groups' pages it stands."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.queries import improvements
from feedback.db import db
from feedback.errors import Conflict
from feedback.permissions import Permission
from feedback.programme import actions, queries, rules
from feedback.programme.forms.notices import PagesForm, pages_form
from feedback.programme.queries import publishing
from feedback.programme.rules.publishing import PARTS, Checked
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("publishing", __name__)
STEP = 6


@blueprint.get("/o/<organisation>/programme/notices/<uuid:notice_id>/publish")
@member(Permission.DECIDE)
def look(notice_id: UUID) -> ResponseReturnValue:
    """Everything that people would read, with what to mind in it, and where it stands."""
    return _page(notice_id, publishing.checked(notice_id))


def _page(notice_id: UUID, checked: Checked, refused: str = "", form: PagesForm | None = None) -> str:
    notice = queries.notice(notice_id)
    languages = accounts.organisation().languages
    return render_template(
        "programme/publish.html",
        notice=notice,
        row=improvements.improvement_with_id(notice.improvement_id),
        checked=checked,
        texts={(one.part, one.language): one for one in checked.texts},
        parts=PARTS,
        languages=languages,
        missing=[code for code in languages if not (notice.heard.get(code) and notice.answer.get(code))],
        form=form or pages_form(notice),
        refused=refused,
        rules=rules,
        organisation_code=accounts.organisation().code,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/programme/notices/<uuid:notice_id>/publish")
@member(Permission.DECIDE)
def publish(notice_id: UUID) -> ResponseReturnValue:
    """Let everyone read it; 409 with what to mind where something in it speaks against that."""
    checked = publishing.checked(notice_id)
    try:
        act(actions.publish, notice_id, checked=checked, minded="minded" in request.form, by=g.access)
    except Conflict as refused:
        db.session.rollback()
        return _page(notice_id, checked, say(refused.message)), 409
    flash(gettext("Everyone can read it now, and so can whoever holds the code of an answer about its stage."), "ok")
    return redirect(url_for("notices.notices"), 303)


@blueprint.post("/o/<organisation>/programme/notices/<uuid:notice_id>/groups")
@member(Permission.DECIDE)
def place(notice_id: UUID) -> ResponseReturnValue:
    """On which groups' pages it stands, also while people read it."""
    form = pages_form(queries.notice(notice_id))
    if form.validate() and done(form, actions.place_notice, notice_id, groups=form.group_ids(), by=g.access):
        flash(gettext("It stands on the pages of these groups now."), "ok")
        return redirect(url_for("publishing.look", notice_id=notice_id), 303)
    return _page(notice_id, publishing.checked(notice_id), form=form), 422
