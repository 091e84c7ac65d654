"""Settings, Connections: the tokens other systems sign in with."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.accounts.rules import SCOPES
from feedback.accounts.tokens import actions, queries
from feedback.accounts.tokens.forms import TokenForm
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.web.texts_forms import done

blueprint = Blueprint("connections", __name__)


@blueprint.route("/o/<organisation>/settings/connections", methods=["GET", "POST"])
@member(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Every token, and a form for one more; its secret is shown on the page that follows, and never again."""
    form = TokenForm()
    if not form.is_submitted():
        return _page(form)
    if form.validate() and (made := done(form, _make, form)):
        return _page(TokenForm(formdata=None), secret=made)
    return _page(form), 422


def _make(form: TokenForm) -> str:
    name, scopes = form.name.data or "", form.scopes.data or ()
    return actions.make(name=name, scopes=scopes, expires_at=form.expires_at(), by=g.access)[1]


def _page(form: TokenForm, secret: str = "") -> str:
    return render_template(
        "accounts/connections.html",
        form=form,
        tokens=queries.tokens(),
        in_use=queries.in_use,
        people=accounts.people(),
        scopes={scope: say(text) for scope, text in SCOPES.items()},
        secret=secret,
    )


@blueprint.post("/o/<organisation>/settings/connections/<uuid:token_id>/revoke")
@member(Permission.ADMINISTER)
def revoke(token_id: UUID) -> ResponseReturnValue:
    token = act(actions.revoke, token_id, by=g.access)
    flash(gettext("The token “%(name)s” is revoked.", name=token.name), "ok")
    return redirect(url_for("connections.index"), 303)
