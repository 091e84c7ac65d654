"""Opening workshops, watching notes come in, closing."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.permissions import Permission
from feedback.web.addresses import absolute
from feedback.web.guards import act, member
from feedback.web.texts_forms import done
from feedback.workshops import actions, queries, rules
from feedback.workshops.actions import votes
from feedback.workshops.forms import WorkshopForm, workshop_form
from feedback.workshops.rules import stages as stage_rules
from feedback.workshops.views import board, counting

blueprint = Blueprint("workshops", __name__)
_PAGES = {stage_rules.MAP: board.page, stage_rules.VOTE: counting.page}
"""Kinds of workshop whose page is made elsewhere."""


@blueprint.get("/o/<organisation>/workshops")
@member(Permission.FACILITATE)
def workshops() -> ResponseReturnValue:
    """Every workshop with how many notes it has."""
    listed, counts = queries.workshops(), queries.note_counts()
    kind = stage_rules.workshop_kind
    return render_template("workshops/workshops.html", workshops=listed, counts=counts, kind_of=kind)


@blueprint.route("/o/<organisation>/workshops/new", methods=["GET", "POST"])
@member(Permission.FACILITATE)
def create() -> ResponseReturnValue:
    """Open a workshop: a title, and the question people write on."""
    form = workshop_form()
    if not form.is_submitted():
        return _new_page(form)
    given = {"title": form.texts("title"), "question": form.texts("question")}
    if form.validate() and (made := done(form, actions.open_workshop, **given, by=g.access)):
        flash(gettext("The workshop is open. Show its link or its code to everybody in the room."), "ok")
        return redirect(url_for("workshops.workshop", workshop_id=made.id), 303)
    return _new_page(form), 422


def _new_page(form: WorkshopForm) -> str:
    return render_template("workshops/new.html", form=form)


@blueprint.get("/o/<organisation>/workshops/<uuid:workshop_id>")
@member(Permission.FACILITATE)
def workshop(workshop_id: UUID) -> ResponseReturnValue:
    """The link to give out, and the notes: by who wrote them, or by stage where they are about a map."""
    found = queries.workshop(workshop_id)
    if found.kind in _PAGES:
        return _PAGES[found.kind](found)
    notes = queries.notes(found.id)
    sorted_by_kind = [(kind, [note for note in notes if note.kind == kind]) for kind in (*rules.KINDS, None)]
    return render_template(
        "workshops/workshop.html",
        workshop=found,
        url=absolute("joining.page", code=found.code),
        notes=[(kind, rules.kind_label(kind), some) for kind, some in sorted_by_kind if some],
        total=len(notes),
        participants=queries.participants(found.id),
    )


@blueprint.post("/o/<organisation>/workshops/<uuid:workshop_id>/close")
@member(Permission.FACILITATE)
def close(workshop_id: UUID) -> ResponseReturnValue:
    found = queries.workshop(workshop_id)
    act(votes.close_vote if found.kind == stage_rules.VOTE else actions.close_workshop, found, by=g.access)
    return redirect(url_for("workshops.workshop", workshop_id=workshop_id), 303)


@blueprint.post("/o/<organisation>/workshops/<uuid:workshop_id>/reopen")
@member(Permission.FACILITATE)
def reopen(workshop_id: UUID) -> ResponseReturnValue:
    found = queries.workshop(workshop_id)
    act(votes.reopen_vote if found.kind == stage_rules.VOTE else actions.reopen_workshop, found, by=g.access)
    return redirect(url_for("workshops.workshop", workshop_id=workshop_id), 303)
