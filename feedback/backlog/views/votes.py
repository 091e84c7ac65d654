"""Votes on improvements: opening one, its result beside the evidence, what becomes of proposals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.rooms import Basis
from feedback.backlog.actions import votes as actions
from feedback.backlog.forms.votes import VoteForm, price_of, vote_form, wanted_of
from feedback.backlog.models import Improvement
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import votes as queries
from feedback.backlog.rules import votes as rules
from feedback.errors import Invalid
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.texts_forms import done
from feedback.workshops import queries as workshops
from feedback.workshops.actions import votes as workshop_actions
from feedback.workshops.queries import counting
from feedback.workshops.queries import votes as workshop_votes
from feedback.workshops.queries.written import written
from feedback.workshops.rules import pairs
from feedback.workshops.rules import votes as vote_rules

blueprint = Blueprint("votes", __name__)


@blueprint.get("/o/<organisation>/backlog/votes")
@member(Permission.VIEW)
def votes() -> ResponseReturnValue:
    """Every vote on what comes first."""
    held = workshop_votes.held()
    return render_template("backlog/votes.html", held=held, way_name=vote_rules.way_name, current_step=STEP)


@blueprint.route("/o/<organisation>/backlog/votes/new", methods=["GET", "POST"])
@member(Permission.FACILITATE)
def create() -> ResponseReturnValue:
    """Open a vote on improvements (`?improvement=` ticks some) and on what is typed."""
    asked = [int(number) for number in request.values.getlist("improvement") if _is_number(number)]
    ticked = [int(number) for number in request.form.getlist("things") if _is_number(number)]
    offered = queries.offered([*asked, *ticked])
    form = vote_form(offered, asked)
    if not form.is_submitted():
        return _new_page(form, offered)
    if form.validate() and (made := _opened(form, offered)):
        flash(gettext("The vote is open. Show its link or its code to everybody in the room."), "ok")
        return redirect(url_for("workshops.workshop", workshop_id=made.id), 303)
    return _new_page(form, offered), 422


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _opened(form: VoteForm, offered: list[Improvement]) -> Any:
    """The vote; None where something was refused, with its reasons in the form."""
    try:
        wish = {
            "by_rules": form.by_rules(),
            "things": form.chosen(offered, _typed("price_")),
            "groups": wanted_of(_typed("wanted_"), stakeholders.top_groups()),
        }
    except Invalid as refused:
        form.refuse(refused)
        return None
    texts = {"title": form.texts("title"), "question": form.texts("question")}
    return done(form, workshop_actions.open_vote, **texts, **wish, by=g.access)


def _typed(prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in request.form.items() if name.startswith(prefix)}


def _new_page(form: VoteForm, offered: list[Improvement]) -> str:
    prices = {str(row.number): price_of(row) for row in offered}
    return render_template(
        "backlog/vote_new.html",
        form=form,
        prices={**prices, **_typed("price_")},
        wanted=_typed("wanted_"),
        groups=stakeholders.top_groups(),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/backlog/votes/<uuid:workshop_id>")
@member(Permission.VIEW)
def result(workshop_id: UUID) -> ResponseReturnValue:
    """The people's order beside the order of the evidence; what is shared, what is contested."""
    workshop, ballot = workshops.workshop(workshop_id), workshop_votes.ballot(workshop_id)
    seen = counting.may_see(workshop, ballot)
    basis: Basis = "people" if request.args.get("count") == "people" else "groups"
    return render_template(
        "backlog/vote_result.html",
        workshop=workshop,
        ballot=ballot,
        result=queries.result(workshop, ballot, basis) if seen else None,
        written=written(workshop, ballot),
        rule=vote_rules.way_rule(ballot.way, ballot.amount, ballot.most, ballot.unit),
        how_counted=vote_rules.how_counted(ballot.way),
        stand_name=vote_rules.stand_name,
        stand_words=pairs.stand_words if ballot.way == vote_rules.PAIRS else vote_rules.stand_words,
        parting_name=rules.parting_name,
        parting_words=rules.parting_words,
        current_step=STEP,
    )


@blueprint.post("/o/<organisation>/backlog/votes/<uuid:workshop_id>/proposals/<uuid:proposal_id>")
@member(Permission.EDIT_BACKLOG)
def improve(workshop_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Make a proposal an improvement, and go to it."""
    number = act(actions.improve, workshop_id, proposal_id, by=g.access).number
    flash(gettext("The improvement is in the list. Make its title and its effort your own."), "ok")
    return redirect(url_for("improvements.improvement", number=number), 303)
