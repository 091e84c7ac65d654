"""What the map states: all statements with how sure they are, one of them with what is linked to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts.queries import people
from feedback.errors import NotFound
from feedback.insights.actions import claims as linking
from feedback.insights.claim_forms import claim_form
from feedback.insights.queries import claims as queries
from feedback.insights.queries import linking as candidates
from feedback.insights.queries.conflicts import conflicts
from feedback.insights.stating import counted, lines, part_label
from feedback.journeys import queries as journeys
from feedback.journeys.actions import claims as actions
from feedback.journeys.queries import claims as drawn
from feedback.journeys.queries import functions
from feedback.journeys.rules import claims as rules
from feedback.journeys.rules.statements import About, topic_label
from feedback.permissions import Permission
from feedback.web.guards import act, member
from feedback.web.texts_forms import done

blueprint = Blueprint("claims", __name__, url_prefix="/o/<organisation>/journey/claims")
STEP = 5


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Every statement by stage, how sure it is and why; `?state=` shows one state alone."""
    standing = queries.standing()
    wanted = request.args.get("state", "")
    shown = wanted if wanted in rules.STATES else ""
    every = lines(standing)
    return render_template(
        "insights/claims.html",
        stages=journeys.stages(),
        lines=[one for one in every if shown in ("", one.state.code)],
        counts=counted(every),
        shown=shown,
        states=rules.STATES,
        maturity=queries.maturity(standing),
        conflicts=conflicts(standing),
        **_names(),
        current_step=STEP,
    )


@blueprint.route("/new/<kind>/<uuid:thing_id>", methods=["GET", "POST"])
@member(Permission.EDIT_JOURNEY)
def create(kind: str, thing_id: UUID) -> ResponseReturnValue:
    """State something about a stage, a touchpoint, an item of the blueprint or a line of a persona."""
    about: About = (kind, thing_id)
    element, form = drawn.element(about), claim_form()
    if form.is_submitted() and form.validate():
        made = done(form, actions.claim, about=about, by=g.access, **form.values())
        if made:
            flash(gettext("It is stated. Link what speaks for it or against it."), "ok")
            return redirect(url_for("claims.show", claim_id=made.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("insights/claim_new.html", element=element, form=form, **_names(), current_step=STEP), status


@blueprint.get("/<uuid:claim_id>")
@member(Permission.VIEW)
def show(claim_id: UUID) -> ResponseReturnValue:
    """One claim with everything linked to it; `?words=` looks for more to link at its stage."""
    row = queries.claim_row(claim_id)
    words = request.args.get("words", "")[:120]
    linked = {one.row.id: one for one in row.links}
    there = {getattr(one.row, f"{one.kind}_id") for one in row.links}
    offered = candidates.candidates(row.element, words) if not row.claim.withdrawn_at else []
    return render_template(
        "insights/claim.html",
        row=row,
        links=linked,
        worded=candidates.in_words(row.links),
        candidates=[one for one in offered if one.id not in there],
        words=words,
        half_life=queries.half_life_days(),
        **_names(),
        current_step=STEP,
    )


@blueprint.post("/<uuid:claim_id>/links")
@member(Permission.EDIT_JOURNEY)
def link(claim_id: UUID) -> ResponseReturnValue:
    """Link one thing, `target` its kind and id, as speaking `says` for or against the claim."""
    kind, _, target = request.form.get("target", "").partition(":")
    says = request.form.get("says", "")
    act(linking.link, drawn.claim(claim_id), kind=kind, target=_id(target), says=says, by=g.access)
    flash(gettext("It is linked."), "ok")
    return redirect(url_for("claims.show", claim_id=claim_id), 303)


@blueprint.post("/<uuid:claim_id>/links/<uuid:support_id>/remove")
@member(Permission.EDIT_JOURNEY)
def unlink(claim_id: UUID, support_id: UUID) -> ResponseReturnValue:
    act(linking.unlink, drawn.claim(claim_id), support_id=support_id, by=g.access)
    return redirect(url_for("claims.show", claim_id=claim_id), 303)


@blueprint.post("/<uuid:claim_id>/withdraw")
@member(Permission.EDIT_JOURNEY)
def withdraw(claim_id: UUID) -> ResponseReturnValue:
    act(actions.withdraw, drawn.claim(claim_id), by=g.access)
    flash(gettext("The claim is taken back."), "ok")
    return redirect(url_for("claims.index"), 303)


@blueprint.post("/<uuid:claim_id>/confirm")
@member(Permission.EDIT_JOURNEY)
def confirm(claim_id: UUID) -> ResponseReturnValue:
    act(actions.confirm, drawn.claim(claim_id), by=g.access)
    flash(gettext("Confirmed today."), "ok")
    return redirect(url_for("claims.show", claim_id=claim_id), 303)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None


def _names() -> dict[str, Any]:
    """What the pages call people, areas, stages, topics and parts."""
    return {
        "people": people(),
        "areas": {one.id: one.name for one in functions.all_functions()},
        "stage_names": {stage.id: stage.name for stage in journeys.all_stages()},
        "topic_label": topic_label,
        "part_label": part_label,
        "kinds": rules.KINDS,
    }
