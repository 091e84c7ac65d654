"""The words an organisation avoids: a list, a form, and a button beside each."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.queries import organisation
from feedback.cocreation.actions import wordings as actions
from feedback.cocreation.forms.wordings import WordingForm, wording_form
from feedback.cocreation.queries import wordings as queries
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("wordings", __name__)


@blueprint.route("/o/<organisation>/language/avoided", methods=["GET", "POST"])
@member(Permission.ADMINISTER)
def wordings() -> ResponseReturnValue:
    """What is avoided here; a new one is added at the end of the page."""
    form = wording_form(organisation().languages)
    if not form.is_submitted():
        return _page(form)
    given = {"lang": form.lang.data, "words": form.words.data or "", "instead": form.instead.data or ""}
    if form.validate() and done(form, actions.avoid, **given, by=g.access):
        flash(gettext("From now on it is marked wherever somebody writes it."), "ok")
        return redirect(url_for("wordings.wordings"), 303)
    return _page(form), 422


def _page(form: WordingForm) -> str:
    return render_template("cocreation/wordings.html", wordings=queries.wordings(), form=form)


@blueprint.post("/o/<organisation>/language/avoided/<uuid:wording_id>/allow")
@member(Permission.ADMINISTER)
def allow(wording_id: UUID) -> ResponseReturnValue:
    act(actions.allow, queries.wording(wording_id), by=g.access)
    flash(gettext("It is no longer marked."), "ok")
    return redirect(url_for("wordings.wordings"), 303)
