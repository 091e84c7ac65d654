"""The cycle that is under way: its name, its goal, who stands behind it; and its end."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.cocreation import actions
from feedback.cocreation.forms import ClosingForm, CycleForm, cycle_form
from feedback.cocreation.models import Cycle
from feedback.cocreation.queries import cycles
from feedback.cocreation.queries.taking_part import taking_part
from feedback.cocreation.rules.taking_part import said
from feedback.permissions import Permission
from feedback.reports.queries import documents
from feedback.web.guards import member
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
        "sponsor_id": UUID(form.sponsor_id.data) if form.sponsor_id.data else None,
        "starts_on": form.starts_on.data,
        "closes_on": form.closes_on.data,
    }
    if form.validate() and done(form, actions.save_cycle, **given, by=g.access):
        flash(gettext("The cycle is saved."), "ok")
        return redirect(url_for("cycles.index"), 303)
    return _page(form), 422


def _page(form: CycleForm) -> str:
    return render_template("cocreation/cycle.html", form=form, current=cycles.current(), earlier=cycles.closed())


@blueprint.route("/o/<organisation>/cycle/close", methods=["GET", "POST"])
@member(Permission.DECIDE)
def close() -> ResponseReturnValue:
    """End the cycle: its report is kept as it is now."""
    current, form = cycles.current(), ClosingForm()
    if current is None:
        return redirect(url_for("cycle.cycle"), 303)
    if not form.is_submitted():
        return _closing(form, current)
    # The figures are read before the write transaction begins: nothing slow inside it.
    kept = {"report": documents.document(since=current.starts_on), "areas": _areas(current)}
    if form.validate() and done(
        form, actions.close_cycle, current, **kept, learned=form.learned.data or "", by=g.access
    ):
        flash(gettext("The cycle is closed and its report is kept. Begin the next one when you are ready."), "ok")
        return redirect(url_for("cycles.past", cycle_id=current.id), 303)
    return _closing(form, current), 422


def _areas(current: Cycle) -> list[dict[str, object]]:
    return [one.kept() for one in taking_part(current.starts_on)]


def _closing(form: ClosingForm, current: Cycle) -> str:
    areas = taking_part(current.starts_on)
    return render_template("cocreation/close.html", form=form, current=current, areas=areas, said=said)
