"""Key flows as they are drawn: name, good end, and the touchpoints on the way. Where they break is shown above."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.actions import flows as actions
from feedback.journeys.forms.flows import FlowForm, StepForm, flow_form, step_form
from feedback.journeys.models import KeyFlow
from feedback.journeys.queries import flows as queries
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("flows", __name__)
STEP = 5


@blueprint.route("/o/<organisation>/journey/flows/new", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def create() -> ResponseReturnValue:
    """Name a flow and its good end; its path is laid on the page this leads to."""
    if journeys.journey() is None:
        raise NotFound()
    form = flow_form()
    if not form.is_submitted():
        return _new_page(form)
    if form.validate() and (flow := done(form, actions.add, **_values(form), by=g.access)):
        return _to(flow.code)
    return _new_page(form), 422


def _values(form: FlowForm, flow: KeyFlow | None = None) -> dict[str, dict[str, str]]:
    return {
        "name": form.texts("name", flow.name if flow else None),
        "good_end": form.texts("good_end", flow.good_end if flow else None),
    }


def _new_page(form: FlowForm) -> str:
    return render_template("journeys/new_flow.html", form=form, current_step=STEP)


def _to(code: str) -> ResponseReturnValue:
    return redirect(url_for("flows.edit", code=code, _anchor="h-path"), 303)


@blueprint.route("/o/<organisation>/journey/flows/<code>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def edit(code: str) -> ResponseReturnValue:
    """Change the name and the good end; the path stands beside."""
    flow = queries.flow(code)
    form = flow_form(flow)
    if not form.is_submitted():
        return _page(flow, form)
    if form.validate() and done(form, actions.change, flow, **_values(form, flow)):
        return redirect(url_for("flows.edit", code=code), 303)
    return _page(flow, form), 422


def _page(flow: KeyFlow, form: FlowForm, step: StepForm | None = None) -> str:
    points = queries.touchpoints()
    return render_template(
        "journeys/flow.html",
        flow=flow,
        form=form,
        step=step or step_form(points, sent=False),
        points=points,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/journey/flows/<code>/steps")
@member(Permission.EDIT_JOURNEY)
def add_step(code: str) -> ResponseReturnValue:
    """Put a touchpoint at the end of the path."""
    flow, points = queries.flow(code), queries.touchpoints()
    form = step_form(points)
    if form.validate() and done(form, actions.add_step, flow, points[UUID(form.touchpoint.data)]):
        return _to(code)
    return _page(flow, flow_form(flow, sent=False), form), 422


@blueprint.post("/o/<organisation>/journey/flows/<code>/steps/move")
@member(Permission.EDIT_JOURNEY)
def move_step(code: str) -> ResponseReturnValue:
    """One place up or down, by `place` and `direction`."""
    act(actions.move_step, queries.flow(code), place=_place(), direction=request.form.get("direction", ""))
    return _to(code)


@blueprint.post("/o/<organisation>/journey/flows/<code>/steps/remove")
@member(Permission.EDIT_JOURNEY)
def remove_step(code: str) -> ResponseReturnValue:
    """Leave the touchpoint at `place` out of the path."""
    act(actions.remove_step, queries.flow(code), place=_place())
    return _to(code)


def _place() -> int:
    typed = request.form.get("place", "")
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


@blueprint.post("/o/<organisation>/journey/flows/<code>/remove")
@member(Permission.EDIT_JOURNEY)
def remove(code: str) -> ResponseReturnValue:
    """Forget the flow; its touchpoints stay on the map."""
    act(actions.remove, queries.flow(code), by=g.access)
    flash(gettext("The key flow is taken out; its touchpoints stay on the map."), "ok")
    return redirect(url_for("key_flows.flows"), 303)
