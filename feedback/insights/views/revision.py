"""What on the map is older than its half-life, and saying in one click that it still is so."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.errors import NotFound
from feedback.insights.claim_forms import HalfLifeForm
from feedback.insights.queries import claims, revision
from feedback.insights.stating import part_label
from feedback.journeys import queries as journeys
from feedback.journeys.actions import claims as actions
from feedback.journeys.queries import claims as drawn
from feedback.journeys.queries import functions
from feedback.journeys.rules.statements import About, topic_label
from feedback.permissions import Access, Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("revision", __name__, url_prefix="/o/<organisation>/journey/revision")
STEP = 5
MOST = 1000
"""Things confirmed at once: everything a stage may hold, several times over."""


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """What asks to be looked at again, by stage."""
    return _page(_half_life())


@blueprint.post("/confirm")
@member(Permission.EDIT_JOURNEY)
def confirm() -> ResponseReturnValue:
    """These things still are so: one, or everything of a stage that asks."""
    confirmed = act(_confirmed, request.form.getlist("thing")[:MOST], by=g.access)
    flash(ngettext("One thing is confirmed.", "%(num)s things are confirmed.", confirmed), "ok")
    return redirect(url_for("revision.index"), 303)


@blueprint.post("/half-life")
@member(Permission.EDIT_JOURNEY)
def half_life() -> ResponseReturnValue:
    """After how many days without confirmation things ask again."""
    if (journey := journeys.journey()) is None:
        raise NotFound()
    form = HalfLifeForm()
    if form.validate() and done(form, actions.set_half_life, journey, days=form.days.data, by=g.access):
        flash(gettext("Things ask again after %(days)s days.", days=form.days.data), "ok")
        return redirect(url_for("revision.index"), 303)
    return _page(form), 422


def _confirmed(things: Iterable[str], *, by: Access) -> int:
    """Claims among them are confirmed as such, everything else as it is drawn."""
    pairs = [_thing(one) for one in things]
    stated = [drawn.claim(identity) for kind, identity in pairs if kind == "claim"]
    for row in stated:
        actions.confirm(row, by=by)
    return len(stated) + actions.confirm_drawn([pair for pair in pairs if pair[0] != "claim"], by=by)


def _thing(text: str) -> About:
    kind, _, identity = text.partition(":")
    try:
        return kind, UUID(identity)
    except ValueError:
        raise NotFound() from None


def _half_life() -> HalfLifeForm:
    return HalfLifeForm(data={"days": claims.half_life_days()})


def _page(form: HalfLifeForm) -> str:
    every = revision.revision()
    asking = [one for one in every if one.due]
    return render_template(
        "insights/revision.html",
        journey=journeys.journey(),
        stages=journeys.stages(),
        asking=revision.by_stage(asking),
        due=len(asking),
        total=len(every),
        half_life=claims.half_life_days(),
        areas={one.id: one.name for one in functions.all_functions()},
        part_label=part_label,
        topic_label=topic_label,
        form=form,
        current_step=STEP,
    )
