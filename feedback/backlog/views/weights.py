"""How much each group counts: named weights, and which of them the order counts with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.backlog.actions import weights as actions
from feedback.backlog.forms import WeightsForm
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import rankings as queries
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("weights", __name__)


@blueprint.route("/o/<organisation>/backlog/weights", methods=["GET", "POST"])
@member(Permission.DECIDE)
def weights() -> ResponseReturnValue:
    """The named weights; posting keeps some under a name and chooses them."""
    form = WeightsForm()
    if not form.is_submitted():
        return _page(form, {})
    typed = {group.code: request.form.get(f"weight_{group.code}", "") for group in stakeholders.groups()}
    if form.validate() and (given := _numbers(form, typed)) and done(form, _keep, form.name.data, given, g.access):
        flash(gettext("The weights are kept, and the order is computed with them."), "ok")
        return redirect(url_for("weights.weights"), 303)
    return _page(form, typed), 422


def _numbers(form: WeightsForm, typed: dict[str, str]) -> dict[str, float] | None:
    try:
        return {code: float((written.strip() or "1").replace(",", ".")) for code, written in typed.items()}
    except ValueError:
        form.form_errors = [gettext("Write each weight as a number, such as 1 or 2.5.")]
        return None


def _keep(name: str, given: dict[str, float], access: Any) -> Any:
    row = actions.save_weights(name=name, weights=given, by=access)
    actions.choose_weights(row, by=access)
    return row


def _page(form: WeightsForm, typed: dict[str, str]) -> str:
    return render_template(
        "backlog/weights.html",
        form=form,
        typed=typed,
        groups=stakeholders.groups(),
        vectors=queries.weight_vectors(),
        current=queries.current_weights(),
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/backlog/weights/<uuid:vector_id>/choose")
@member(Permission.DECIDE)
def choose(vector_id: UUID) -> ResponseReturnValue:
    """Let the order count with these weights."""
    act(lambda: actions.choose_weights(queries.weight_vector(vector_id), by=g.access))
    return redirect(url_for("weights.weights"), 303)


@blueprint.post("/o/<organisation>/backlog/weights/equal")
@member(Permission.DECIDE)
def equal() -> ResponseReturnValue:
    """Let every group count the same."""
    act(actions.choose_weights, None, by=g.access)
    return redirect(url_for("weights.weights"), 303)


@blueprint.post("/o/<organisation>/backlog/weights/<uuid:vector_id>/forget")
@member(Permission.DECIDE)
def forget(vector_id: UUID) -> ResponseReturnValue:
    """Forget named weights."""
    act(lambda: actions.forget_weights(queries.weight_vector(vector_id), by=g.access))
    return redirect(url_for("weights.weights"), 303)
