"""Settings, Connections, Webhooks: who is told what happens here, and how that went."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.models import Webhook
from feedback.accounts.webhooks import actions, queries, rules
from feedback.accounts.webhooks.forms import WebhookForm
from feedback.errors import Message, message
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done
from feedback.webhooks.sending import OUTCOMES

blueprint = Blueprint("webhooks", __name__)


@blueprint.route("/o/<organisation>/settings/webhooks", methods=["GET", "POST"])
@member(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Every webhook, and a form for one more; its secret is shown on the page that follows, and never again."""
    form = WebhookForm()
    if not form.is_submitted():
        return _index(form)
    if form.validate() and (made := done(form, _add, form)):
        return _page(*made)
    return _index(form), 422


def _add(form: WebhookForm) -> tuple[UUID, str]:
    row, secret = actions.add_webhook(**form.values(), by=g.access)
    return row.id, secret


def _index(form: WebhookForm) -> str:
    return render_template("accounts/webhooks.html", form=form, webhooks=queries.webhooks(), rules=rules)


@blueprint.route("/o/<organisation>/settings/webhooks/<uuid:webhook_id>", methods=["GET", "POST"])
@member(Permission.ADMINISTER)
def webhook(webhook_id: UUID) -> ResponseReturnValue:
    """One webhook: its log, and everything that can be done with it."""
    form = _form(queries.webhook(webhook_id))
    if not form.is_submitted():
        return _page(webhook_id, form=form)
    if form.validate() and done(form, actions.change_webhook, webhook_id, **form.values(), by=g.access):
        flash(gettext("The webhook is kept."), "ok")
        return _back(webhook_id)
    return _page(webhook_id, form=form), 422


def _form(row: Webhook) -> WebhookForm:
    return WebhookForm(data={"name": row.name, "url": row.url, "events": row.events})


def _page(webhook_id: UUID, secret: str = "", form: WebhookForm | None = None) -> str:
    row = queries.webhook(webhook_id)
    return render_template(
        "accounts/webhook.html",
        row=row,
        form=form or WebhookForm(formdata=None, data={"name": row.name, "url": row.url, "events": row.events}),
        log=queries.log(webhook_id),
        secret=secret,
        rules=rules,
        why=why,
    )


def why(reason: str) -> Message | None:
    """Why a try failed, as a sentence; None where it did not."""
    own = {
        "off": message("The webhook was switched off."),
        "secret": message("Its secret can no longer be read. Make a new one."),
    }
    return {**OUTCOMES, **own}.get(reason)


def _back(webhook_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("webhooks.webhook", webhook_id=webhook_id), 303)


@blueprint.post("/o/<organisation>/settings/webhooks/<uuid:webhook_id>/secret")
@member(Permission.ADMINISTER)
def rotate(webhook_id: UUID) -> ResponseReturnValue:
    """A new secret, shown once."""
    return _page(webhook_id, act(actions.rotate, webhook_id, by=g.access))


@blueprint.post("/o/<organisation>/settings/webhooks/<uuid:webhook_id>/switch")
@member(Permission.ADMINISTER)
def switch(webhook_id: UUID) -> ResponseReturnValue:
    """On or off."""
    turn = actions.switch_on if request.form.get("to") == "on" else actions.switch_off
    act(turn, webhook_id, by=g.access)
    return _back(webhook_id)


@blueprint.post("/o/<organisation>/settings/webhooks/<uuid:webhook_id>/test")
@member(Permission.ADMINISTER)
def test(webhook_id: UUID) -> ResponseReturnValue:
    """Send a test; the log says how it went."""
    act(actions.test, webhook_id, by=g.access)
    flash(gettext("The test is on its way. How it went stands below in a moment."), "ok")
    return _back(webhook_id)


@blueprint.post("/o/<organisation>/settings/webhooks/<uuid:webhook_id>/remove")
@member(Permission.ADMINISTER)
def remove(webhook_id: UUID) -> ResponseReturnValue:
    """Forget it."""
    act(actions.remove, webhook_id, by=g.access)
    flash(gettext("The webhook is removed."), "ok")
    return redirect(url_for("webhooks.index"), 303)


@blueprint.post("/o/<organisation>/settings/webhooks/messages/<uuid:message_id>/again")
@member(Permission.ADMINISTER)
def replay(message_id: UUID) -> ResponseReturnValue:
    """Try a message again."""
    again = act(actions.replay, message_id, by=g.access)
    return _back(again.webhook_id)
