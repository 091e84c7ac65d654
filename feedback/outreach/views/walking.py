"""Step 5: services that another system told of, drawn by chance to be walked through the map."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.db import now
from feedback.outreach.actions import walking as actions
from feedback.outreach.queries import walking as queries
from feedback.outreach.queries.walking import Offer
from feedback.outreach.walking_forms import draw_form
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.templating import number

blueprint = Blueprint("walking", __name__)
STEP = 5
WINDOWS = (30, 90, 365)
USUAL = 90


@blueprint.route("/o/<organisation>/journey/walks/services", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def draw() -> ResponseReturnValue:
    """How many services there are by stage and group in the last `?days=`, and a draw among those of one."""
    days = request.args.get("days", USUAL, type=int)
    days = days if days in WINDOWS else USUAL
    offers = queries.offers(_since(days))
    form = draw_form(offers)
    if form.is_submitted() and form.validate():
        chosen = next(offer for offer in offers if offer.key == form.offer.data)
        return _drawn(chosen, days, form.n.data)
    page = render_template(
        "outreach/walking.html", form=form, offers=offers, days=days, windows=WINDOWS, current_step=STEP
    )
    return (page, 422) if form.is_submitted() else page


def _since(days: int) -> datetime:
    return now() - timedelta(days=days)


def _drawn(offer: Offer, days: int, n: int) -> ResponseReturnValue:
    made = len(act(actions.draw, offer, since=_since(days), n=n, by=g.access))
    words = ngettext(
        "%(n)s service of %(all)s was drawn by chance.",
        "%(n)s services of %(all)s were drawn by chance.",
        made,
        n=number(made),
        all=number(offer.services),
    )
    flash(words if made else gettext("Those services were walked already."), "ok")
    return redirect(url_for("walks.index", _anchor="h-services"), 303)
