"""The cycle that is under way: its name, its goal, who stands behind it."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.cocreation import actions
from feedback.cocreation.forms import CycleForm, cycle_form
from feedback.cocreation.queries import cycles
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("cycle", __name__)


@blueprint.route("/o/<organisation>/cycle", methods=["GET", "POST"])
@member(Permission.DECIDE)
def cycle() -> ResponseReturnValue:
    """Begin a cycle, or change the one that is under way."""
    current = cycles.current()
    form = cycle_form(current)
    if not form.is_submitted():
        return _page(form)
    given = {
        "name": form.texts("name", current.name if current else None),
        "goal": form.texts("goal", current.goal if current else None),
        "sponsor": form.sponsor.data or "",
        "starts_on": form.starts_on.data,
    }
    if form.validate() and done(form, actions.save_cycle, **given, by=g.access):
        flash(gettext("The cycle is saved."), "ok")
        return redirect(url_for("cocreation.home"), 303)
    return _page(form), 422


def _page(form: CycleForm) -> str:
    return render_template("cocreation/cycle.html", form=form, current=cycles.current(), earlier=cycles.closed())


@blueprint.post("/o/<organisation>/cycle/close")
@member(Permission.DECIDE)
def close() -> ResponseReturnValue:
    """End the cycle; what was learned stays."""
    current = cycles.current()
    if current is None:
        raise NotFound()
    act(actions.close_cycle, current, by=g.access)
    flash(gettext("The cycle is closed. Begin the next one when you are ready."), "ok")
    return redirect(url_for("cycle.cycle"), 303)
