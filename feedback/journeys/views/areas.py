"""The areas of the company, and what each must know and do, stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.journeys.actions import belonging as belonging_actions
from feedback.journeys.actions import functions as actions
from feedback.journeys.forms.functions import BelongingForm, FunctionForm, belonging_form, function_form, ready_form
from feedback.journeys.models import BusinessFunction
from feedback.journeys.queries import areas as area_queries
from feedback.journeys.queries import belonging
from feedback.journeys.queries import functions as queries
from feedback.journeys.queries import roles as role_queries
from feedback.journeys.rules import blueprint as blueprint_rules
from feedback.journeys.rules import channel
from feedback.journeys.rules import roles as rules
from feedback.journeys.rules.prompts import prompt
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("areas", __name__, url_prefix="/o/<organisation>/journey/areas")
STEP = 5


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Every area, with how much of the journey it takes part in."""
    return _index(function_form())


def _index(form: FunctionForm) -> str:
    return render_template(
        "journeys/areas.html",
        areas=area_queries.summaries(role_queries.matrix()),
        archived=queries.archived(),
        form=form,
        ready=ready_form(queries.codes()),
        current_step=STEP,
    )


@blueprint.post("")
@member(Permission.EDIT_JOURNEY)
def add() -> ResponseReturnValue:
    """An area of one's own, at the end."""
    form = function_form()
    if form.validate() and done(form, actions.add, name=form.texts("name"), by=g.access):
        return redirect(url_for("areas.index"), 303)
    return _index(form), 422


@blueprint.get("/<code>")
@member(Permission.VIEW)
def area(code: str) -> ResponseReturnValue:
    """What one area must know and do at each stage, what it owns there, and what people say."""
    function = queries.function(code)
    return render_template(
        "journeys/area.html",
        function=function,
        area=area_queries.area(function),
        part=rules.part,
        channel=channel,
        kind=blueprint_rules.kind,
        state_label=blueprint_rules.state_label,
        prompt=prompt,
        people=_names(accounts.people(), belonging.members_of(function.id)),
        groups=[one for one in stakeholders.groups() if one.id in belonging.groups_of(function.id)],
        current_step=STEP,
    )


def _names(people: Mapping[UUID, str], wanted: Collection[UUID]) -> list[str]:
    return [name for user_id, name in people.items() if user_id in wanted]


@blueprint.route("/<code>/name", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def name(code: str) -> ResponseReturnValue:
    """Another name for the area."""
    function = queries.function(code)
    form = function_form(function)
    if form.is_submitted():
        if form.validate() and done(form, actions.rename, function, name=form.texts("name", function.name)):
            return redirect(url_for("areas.index"), 303)
        return _name_page(function, form), 422
    return _name_page(function, form)


@blueprint.route("/<code>/people", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def people(code: str) -> ResponseReturnValue:
    """Who works in the area: members and groups."""
    function = queries.function(code)
    form = belonging_form(function)
    if form.is_submitted():
        if form.validate() and done(form, belonging_actions.belong, function, **form.wanted(), by=g.access):
            flash(gettext("Who works in the area is saved."), "ok")
            return redirect(url_for("areas.area", code=code), 303)
        return _people_page(function, form), 422
    return _people_page(function, form)


def _people_page(function: BusinessFunction, form: BelongingForm) -> str:
    return render_template("journeys/area_people.html", function=function, form=form, current_step=STEP)


def _name_page(function: BusinessFunction, form: FunctionForm) -> str:
    return render_template("journeys/area_name.html", function=function, form=form, current_step=STEP)


@blueprint.post("/<code>/move")
@member(Permission.EDIT_JOURNEY)
def move(code: str) -> ResponseReturnValue:
    """One place up or down, by `direction`."""
    return _done(code, actions.move, direction=request.form.get("direction", ""))


@blueprint.post("/<code>/archive")
@member(Permission.EDIT_JOURNEY)
def archive(code: str) -> ResponseReturnValue:
    """Take the area out of use; it can be brought back on the page this leads to."""
    return _done(code, actions.archive, by=g.access)


@blueprint.post("/<code>/restore")
@member(Permission.EDIT_JOURNEY)
def restore(code: str) -> ResponseReturnValue:
    return _done(code, actions.restore, by=g.access)


def _done(code: str, action: Callable[..., Any], **values: Any) -> ResponseReturnValue:
    act(action, queries.function(code), **values)
    return redirect(url_for("areas.index"), 303)
